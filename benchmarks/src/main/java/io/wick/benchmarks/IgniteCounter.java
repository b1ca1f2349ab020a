package io.wick.benchmarks;

import org.apache.ignite.Ignite;
import org.apache.ignite.services.Service;
import org.apache.ignite.services.ServiceConfiguration;

import java.util.UUID;

/**
 * An Ignite service that counts, called through its proxy. A proxy has no call that does not wait,
 * so that a batch is one call after the other.
 */
final class IgniteCounter {
    private static final String NAME = "wick-benchmark-counter";

    private IgniteCounter() {}

    /** What the proxy implements. */
    public interface Adder {
        /** Adds to the count and gives it. */
        int add(int by);
    }

    /** The service; calls may come on any thread. */
    public static final class CounterService implements Service, Adder {
        private static final long serialVersionUID = 1L;

        private int count;

        @Override
        public synchronized int add(int by) {
            count += by;
            return count;
        }
    }

    static Rival rival(Ignite ignite, UUID node, Runnable onClose) {
        ignite.services()
                .deploy(
                        new ServiceConfiguration()
                                .setName(NAME)
                                .setService(new CounterService())
                                .setMaxPerNodeCount(1)
                                .setTotalCount(1)
                                .setNodeFilter(candidate -> candidate.id().equals(node)));
        Adder proxy = ignite.services().serviceProxy(NAME, Adder.class, false);
        return new Windowed<>(
                () -> proxy.add(1),
                count -> count,
                () -> {
                    ignite.services().cancel(NAME);
                    onClose.run();
                });
    }
}
