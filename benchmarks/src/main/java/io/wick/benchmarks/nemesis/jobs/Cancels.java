package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.TaskCancelledException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.SplittableRandom;

/** Tasks that would take long, running or waiting, and are cancelled. */
record Cancels() implements Job {
    private static final int TASKS = 12;
    private static final long LONG_MILLIS = 600_000;

    @Override
    public String name() {
        return "cancelled tasks";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < TASKS; i++) {
            refs.add(wick.task(Cancels::waitLong).retries(RETRIES).spread().submit());
        }
        Values.take(random.nextInt(300));
        refs.forEach(ObjectRef::cancel);
        for (ObjectRef<Integer> ref : refs) {
            try {
                return "A cancelled task gave " + ref.get(LIMIT);
            } catch (TaskCancelledException e) {
                // as it should be
            }
        }
        return null;
    }

    private static int waitLong() throws InterruptedException {
        Thread.sleep(LONG_MILLIS);
        return 1;
    }
}
