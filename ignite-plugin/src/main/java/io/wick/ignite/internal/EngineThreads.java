package io.wick.ignite.internal;

import io.wick.ignite.internal.exec.OneShot;
import io.wick.ignite.internal.exec.Serial;

import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of one engine that are no runners.
 *
 * @param factory of daemons with the node's name
 * @param timer one; what is asked of it after the end is dropped
 * @param dispatcher one; what still comes after the end runs on a thread that brings some
 * @param callbacks a virtual one for each
 */
record EngineThreads(
        ThreadFactory factory,
        ScheduledThreadPoolExecutor timer,
        ExecutorService dispatcher,
        Executor callbacks) {
    static EngineThreads of(UUID node) {
        ThreadFactory factory =
                Thread.ofPlatform()
                        .daemon()
                        .name("wick-" + node.toString().substring(0, 8) + "-", 0)
                        .factory();
        return new EngineThreads(
                factory,
                timer(factory),
                dispatcher(factory),
                body -> Thread.ofVirtual().name("wick-callback").start(new OneShot(body)));
    }

    private static ScheduledThreadPoolExecutor timer(ThreadFactory factory) {
        var timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timer;
    }

    private static ExecutorService dispatcher(ThreadFactory factory) {
        var late = new Serial(); // one after the other: a chain of tasks may be long
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                (task, pool) -> late.execute(task));
    }

    /** Nothing is begun any more. */
    void stop() {
        dispatcher.shutdown();
        timer.shutdownNow();
    }
}
