package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.SplittableRandom;

/** Placement groups that are made, worked in, and removed. */
record Groups() implements Job {
    private static final int TASKS = 6;
    private static final double CPUS = 0.5;

    @Override
    public String name() {
        return "placement groups";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        try (PlacementGroup group =
                wick.placementGroup()
                        .bundle(r -> r.cpus(CPUS))
                        .bundle(r -> r.cpus(CPUS))
                        .strategy(Strategy.SPREAD)
                        .create()) {
            group.await(LIMIT);
            var refs = new ArrayList<ObjectRef<Long>>();
            for (int i = 0; i < TASKS; i++) {
                refs.add(
                        wick.task(Groups::slowly, seed + i)
                                .retries(RETRIES)
                                .resources(r -> r.cpus(CPUS))
                                .in(group, i % 2)
                                .submit());
            }
            for (int i = 0; i < TASKS; i++) {
                long got = refs.get(i).get(LIMIT);
                if (got != Values.mixed(seed + i)) {
                    return Values.compare("task " + i, Values.mixed(seed + i), got);
                }
            }
            return null;
        }
    }

    private static long slowly(long seed) {
        Values.take(50);
        return Values.mixed(seed);
    }
}
