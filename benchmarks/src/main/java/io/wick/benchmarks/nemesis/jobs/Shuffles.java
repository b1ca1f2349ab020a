package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All to all: each of many tasks takes a block of each of many others. */
record Shuffles() implements Job {
    private static final int WIDTH = 8;
    private static final int LENGTH = 6000;

    @Override
    public String name() {
        return "shuffles";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        List<List<ObjectRef<long[]>>> blocks =
                random.nextBoolean() ? results(wick, seed) : puts(wick, seed);
        var sums = new ArrayList<ObjectRef<Long>>();
        for (int to = 0; to < WIDTH; to++) {
            int column = to;
            List<ObjectRef<long[]>> mine = blocks.stream().map(row -> row.get(column)).toList();
            sums.add(wick.task(() -> sum(mine)).retries(RETRIES).spread().submit());
        }
        for (int to = 0; to < WIDTH; to++) {
            long got = sums.get(to).get(LIMIT);
            if (got != expected(seed, to)) {
                return Values.compare("sum " + to, expected(seed, to), got);
            }
        }
        return null;
    }

    /** Blocks are results of their tasks, to be made again when they are lost. */
    private static List<List<ObjectRef<long[]>>> results(Wick wick, long seed) {
        var rows = new ArrayList<List<ObjectRef<long[]>>>();
        for (int from = 0; from < WIDTH; from++) {
            long row = seed + (long) from * WIDTH;
            rows.add(
                    wick.task(() -> blocks(row))
                            .retries(RETRIES)
                            .spread()
                            .split(WIDTH, (List<long[]> parts) -> parts));
        }
        return rows;
    }

    /** Blocks are put by their tasks, with a backup. */
    private static List<List<ObjectRef<long[]>>> puts(Wick wick, long seed) {
        var rows = new ArrayList<ObjectRef<List<ObjectRef<long[]>>>>();
        for (int from = 0; from < WIDTH; from++) {
            long row = seed + (long) from * WIDTH;
            rows.add(
                    wick.task(() -> blocks(row).stream().map(Wick.current()::put).toList())
                            .retries(RETRIES)
                            .spread()
                            .submit());
        }
        return wick.get(rows, LIMIT);
    }

    private static List<long[]> blocks(long seed) {
        var blocks = new ArrayList<long[]>();
        for (int to = 0; to < WIDTH; to++) {
            blocks.add(Values.array(seed + to, LENGTH));
        }
        return blocks;
    }

    private static long sum(List<ObjectRef<long[]>> column) {
        return column.stream().mapToLong(ref -> Values.digest(ref.get())).sum();
    }

    private static long expected(long seed, int to) {
        long sum = 0;
        for (int from = 0; from < WIDTH; from++) {
            sum += Values.digest(Values.array(seed + (long) from * WIDTH + to, LENGTH));
        }
        return sum;
    }
}
