package io.wick.benchmarks.nemesis.jobs;

import io.wick.Wick;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Rows that are made, grouped, joined and sorted. */
record Pipelines() implements Job {
    private static final int ROWS = 30_000;
    private static final int KEYS = 97;

    record Row(long key, long value) implements Serializable {}

    record Sum(long key, long rows, long sum) implements Serializable {}

    record Weight(long number, long weight) implements Serializable {}

    record Weighed(long key, long sum, long weight) implements Serializable {}

    @Override
    public String name() {
        return "pipelines";
    }

    private static Row row(long number, long seed) {
        long bits = Values.mixed(seed + number);
        return new Row(Math.floorMod(bits, KEYS), bits >>> 40);
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        int rows = random.nextInt(ROWS / 3, ROWS);
        Pipeline<Weight> weights =
                Pipeline.from(
                        Sources.of(
                                LongStream.range(0, KEYS)
                                        .mapToObj(key -> new Weight(key, key * key))
                                        .toList()));
        List<Weighed> got =
                Pipeline.from(Sources.range(0, rows))
                        .map(Row.class, number -> row(number, seed))
                        .groupBy(Row::key)
                        .aggregate(Sum.class, Aggregates.count(), Aggregates.sum(Row::value))
                        .join(Weighed.class, weights, Sum::key, Weight::number)
                        .sortBy(Weighed::key)
                        .collect(wick);
        return Values.compare("rows of " + rows, expected(rows, seed), got);
    }

    private static List<Weighed> expected(int rows, long seed) {
        var sums = new TreeMap<Long, Long>();
        for (int i = 0; i < rows; i++) {
            Row row = row(i, seed);
            sums.merge(row.key(), row.value(), Long::sum);
        }
        var all = new ArrayList<Weighed>();
        sums.forEach((key, sum) -> all.add(new Weighed(key, sum, key * key)));
        return all;
    }
}
