package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.SplittableRandom;

/** Tasks that submit tasks: a tree, or a long chain. */
record NestedSums() implements Job {
    private static final int CHAIN = 15;

    @Override
    public String name() {
        return "nested tasks";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        boolean chain = random.nextInt(4) == 0;
        int depth = chain ? CHAIN : random.nextInt(2, 5);
        int width = chain ? 1 : random.nextInt(2, 5);
        long seed = random.nextLong();
        long got = submit(wick, depth, width, seed).get(LIMIT);
        return Values.compare(
                "sum of depth " + depth + " and width " + width, here(depth, width, seed), got);
    }

    private static ObjectRef<Long> submit(Wick wick, int depth, int width, long seed) {
        return wick.task(() -> there(depth, width, seed)).retries(RETRIES).spread().submit();
    }

    private static long there(int depth, int width, long seed) {
        if (depth == 0) {
            return Values.mixed(seed);
        }
        var parts = new ArrayList<ObjectRef<Long>>();
        for (int i = 0; i < width; i++) {
            parts.add(submit(Wick.current(), depth - 1, width, Values.mixed(seed + i)));
        }
        return Wick.current().get(parts).stream().mapToLong(Long::longValue).sum();
    }

    private static long here(int depth, int width, long seed) {
        if (depth == 0) {
            return Values.mixed(seed);
        }
        long sum = 0;
        for (int i = 0; i < width; i++) {
            sum += here(depth - 1, width, Values.mixed(seed + i));
        }
        return sum;
    }
}
