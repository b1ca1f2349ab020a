package io.wick.ignite.internal.object;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Releases what handles stood for when they become unreachable, on a thread of its own. */
public final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final Set<Handle> handles = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stored = new AtomicInteger();
    private final Object releases = new Object();
    private long releaseCount;
    private @Nullable Thread thread;

    /** A watched handle; {@link #release} may also be called early. Runs its action once. */
    public final class Handle extends PhantomReference<Object> {
        private final boolean isStored;
        private volatile @Nullable Runnable action;

        private Handle(Object referent, Runnable action, boolean isStored) {
            super(referent, queue);
            this.action = action;
            this.isStored = isStored;
        }

        /** Releases now. */
        public void release() {
            Runnable now;
            synchronized (this) {
                now = action;
                action = null;
            }
            if (now != null) {
                handles.remove(this);
                if (isStored) {
                    stored.decrementAndGet();
                }
                now.run();
            }
        }
    }

    /** Starts the thread. */
    public void start(ThreadFactory threads) {
        Thread reaper = threads.newThread(this::loop);
        thread = reaper;
        reaper.start();
    }

    /** Stops the thread; what is left is not released. */
    public void stop() {
        Thread reaper = thread;
        if (reaper != null) {
            reaper.interrupt();
        }
        handles.clear();
    }

    /** Runs the action, which must not refer to the object, when the object is unreachable. */
    public Handle watch(Object object, Runnable action) {
        var handle = new Handle(object, action, false);
        handles.add(handle);
        return handle;
    }

    /** The same for a stored object, which counts as held. */
    Handle watchStored(StoredObject object, Runnable action) {
        var handle = new Handle(object, action, true);
        handles.add(handle);
        stored.incrementAndGet();
        object.handle = handle;
        return handle;
    }

    /** Stored objects held. */
    public int storedCount() {
        return stored.get();
    }

    /** The bytes of an object are gone. */
    void released() {
        synchronized (releases) {
            releaseCount++;
            releases.notifyAll();
        }
    }

    /** Waits until something is released, or for this long. */
    void awaitReleases(long millis) {
        synchronized (releases) {
            long before = releaseCount;
            long deadline = System.nanoTime() + millis * 1_000_000;
            while (releaseCount == before) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                try {
                    releases.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Reference<?> gone = queue.remove();
                ((Handle) gone).release();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("An object could not be released", e);
            }
        }
    }
}
