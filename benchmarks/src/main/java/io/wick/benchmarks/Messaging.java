package io.wick.benchmarks;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteMessaging;
import org.apache.ignite.lang.IgniteBiPredicate;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code IgniteMessaging}: a number goes to another node, which sends it back. The least a call can
 * be: replies are counted, not matched, and a caller that has to wait is woken once per half
 * window.
 */
final class Messaging implements Rival {
    private static final String REQUEST = "wick-benchmark-request";
    private static final String REPLY = "wick-benchmark-reply";
    private static final int SPINS = 100;

    private final Ignite ignite;
    private final IgniteMessaging other;
    private final IgniteBiPredicate<UUID, Long> listener = this::replied;
    private final AtomicLong replies = new AtomicLong();
    private volatile long wakeAt = Long.MAX_VALUE;
    private volatile Thread caller = Thread.currentThread();
    private long sent;

    Messaging(Ignite ignite, UUID node) {
        this.ignite = ignite;
        this.other = ignite.message(ignite.cluster().forNodeId(node));
        ignite.message().localListen(REPLY, listener);
    }

    /** Makes a node send each request back. */
    static void answer(Ignite ignite) {
        Map<UUID, IgniteMessaging> callers = new ConcurrentHashMap<>();
        IgniteBiPredicate<UUID, Long> answer =
                (from, number) -> {
                    callers.computeIfAbsent(
                                    from, node -> ignite.message(ignite.cluster().forNodeId(node)))
                            .send(REPLY, number);
                    return true;
                };
        ignite.message().localListen(REQUEST, answer);
    }

    private boolean replied(UUID from, Long number) {
        if (replies.incrementAndGet() == wakeAt) {
            LockSupport.unpark(caller);
        }
        return true;
    }

    @Override
    public void batch() {
        for (int i = 0; i < IN_FLIGHT; i++) {
            if (sent - replies.get() >= IN_FLIGHT) {
                await(sent - IN_FLIGHT / 2);
            }
            other.send(REQUEST, sent++);
        }
    }

    @Override
    public Object alone() {
        other.send(REQUEST, sent++);
        await(sent);
        return sent;
    }

    private void await(long count) {
        for (int i = 0; i < SPINS && replies.get() < count; i++) {
            Thread.onSpinWait();
        }
        caller = Thread.currentThread();
        wakeAt = count;
        while (replies.get() < count) {
            LockSupport.park(this);
        }
    }

    @Override
    public void close() {
        await(sent);
        ignite.message().stopLocalListen(REPLY, listener);
    }
}
