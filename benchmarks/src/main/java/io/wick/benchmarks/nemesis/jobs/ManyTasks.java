package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Many small tasks at once. */
record ManyTasks() implements Job {
    private static final int COUNT = 1000;

    @Override
    public String name() {
        return "many tasks";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        var refs = new ArrayList<ObjectRef<Long>>();
        for (int i = 0; i < COUNT; i++) {
            refs.add(wick.task(Values::mixed, seed + i).retries(RETRIES).submit());
        }
        List<Long> got = wick.get(refs, LIMIT);
        for (int i = 0; i < COUNT; i++) {
            if (got.get(i) != Values.mixed(seed + i)) {
                return Values.compare("task " + i, Values.mixed(seed + i), got.get(i));
            }
        }
        return null;
    }
}
