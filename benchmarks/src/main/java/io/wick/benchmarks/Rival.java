package io.wick.benchmarks;

import org.apache.ignite.lang.IgniteFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** One way to run the task that does nothing. For use by one thread. */
interface Rival extends AutoCloseable {
    /** How many calls are in flight at most. */
    int IN_FLIGHT = 1000;

    /**
     * Makes {@link #IN_FLIGHT} calls. Those still in flight at the end stay so: the next batch
     * waits for them, and no batch starts from an idle machine.
     */
    void batch();

    /** Makes one call and waits for its result. */
    Object alone();

    /** Waits for what is in flight and gives back what was opened. */
    @Override
    void close();

    /** {@code CompletableFuture.supplyAsync} on this pool, which is shut down at the end. */
    static Rival jdk(ExecutorService pool) {
        return new Windowed<>(
                () -> CompletableFuture.supplyAsync(Noop.JDK, pool),
                CompletableFuture::join,
                pool::close);
    }

    /** {@code callAsync} of a closure on the nodes of this compute. */
    static Rival ignite(org.apache.ignite.IgniteCompute compute) {
        return new Windowed<>(
                () -> compute.callAsync(new Noop.Closure()), IgniteFuture::get, () -> {});
    }
}
