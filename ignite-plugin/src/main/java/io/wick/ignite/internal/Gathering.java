package io.wick.ignite.internal;

import io.wick.ObjectRef;
import io.wick.Ready;
import io.wick.error.GetTimeoutException;
import io.wick.error.InterruptedWaitException;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.object.Waiter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for many refs and gets many values. */
final class Gathering {
    private final ObjectStore store;
    private final Outcomes outcomes;

    Gathering(ObjectStore store, Outcomes outcomes) {
        this.store = store;
        this.outcomes = outcomes;
    }

    @SuppressWarnings("unchecked")
    <T> Ready<T> await(
            Collection<? extends ObjectRef<? extends T>> many,
            int count,
            @Nullable Duration timeout) {
        var latch = new CountDownLatch(count);
        for (ObjectRef<?> ref : many) {
            var waiter =
                    new Waiter() {
                        @Override
                        protected void completed(Ref<?> done) {
                            latch.countDown();
                        }
                    };
            if (latch.getCount() == 0) {
                break;
            }
            if (!((Ref<?>) ref).onCompletion(waiter)) {
                latch.countDown();
            }
        }
        if (latch.getCount() > 0) {
            waitFor(latch, timeout);
        }
        var done = new ArrayList<ObjectRef<T>>();
        var pending = new ArrayList<ObjectRef<T>>();
        for (ObjectRef<? extends T> ref : many) {
            (ref.isDone() ? done : pending).add((ObjectRef<T>) ref);
        }
        return new Ready<>(done, pending);
    }

    private static void waitFor(CountDownLatch latch, @Nullable Duration timeout) {
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (frame != null) {
            frame.beforeWait();
        }
        boolean came = false;
        try {
            if (timeout == null) {
                latch.await();
                came = true;
            } else {
                came = latch.await(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedWaitException(
                    "Interrupted while waiting for " + latch.getCount() + " more refs");
        } finally {
            if (frame != null) {
                frame.afterWait(came);
            }
        }
    }

    <T> List<T> getAll(
            Collection<? extends ObjectRef<? extends T>> many, @Nullable Duration timeout) {
        long deadline = timeout == null ? 0 : Durations.deadline(Durations.nanos(timeout));
        Ready<T> ready = await(many, many.size(), timeout);
        if (!ready.pending().isEmpty()) {
            throw new GetTimeoutException(
                    ready.pending().size()
                            + " of "
                            + many.size()
                            + " refs have no value after "
                            + timeout
                            + ", the first is "
                            + ready.pending().getFirst().id()
                            + "; their tasks go on.");
        }
        fetchTogether(many);
        var values = new ArrayList<T>(many.size());
        for (ObjectRef<? extends T> ref : many) {
            values.add(
                    deadline == 0
                            ? ref.get()
                            : ref.get(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
        }
        return values;
    }

    private void fetchTogether(Collection<? extends ObjectRef<?>> many) {
        Map<UUID, StoredObject> wanted = new HashMap<>();
        for (ObjectRef<?> ref : many) {
            if (((Ref<?>) ref).outcome() instanceof StoredObject stored
                    && !outcomes.isMaterialised(stored)
                    && !store.isLocal(stored)) {
                wanted.put(stored.key(), stored);
            }
        }
        if (wanted.size() > 1) {
            store.readAll(wanted.values())
                    .forEach(
                            (key, bytes) -> {
                                StoredObject stored = wanted.get(key);
                                if (stored != null) {
                                    outcomes.decodeBytes(stored, bytes);
                                }
                            });
        }
    }
}
