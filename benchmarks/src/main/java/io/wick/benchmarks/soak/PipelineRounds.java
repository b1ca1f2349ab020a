package io.wick.benchmarks.soak;

import io.wick.Wick;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sinks;
import io.wick.pipeline.Sources;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Pipelines over numbers and records, joins, and objects with names. */
final class PipelineRounds {
    private PipelineRounds() {}

    record Sale(long shop, long price) implements Serializable {}

    record Shop(long id, String name) implements Serializable {}

    record Named(String name, long price) implements Serializable {}

    record Sum(long shop, long sales, long prices) implements Serializable {}

    static void aggregated(Wick wick, SplittableRandom random) {
        int rows = random.nextInt(1000, 30_000);
        int shops = random.nextInt(2, 100);
        List<Sum> sums =
                Pipeline.from(Sources.range(0, rows))
                        .filter(n -> n % 3 != 0)
                        .map(Sale.class, n -> new Sale(n % shops, n))
                        .groupBy(Sale::shop)
                        .aggregate(Sum.class, Aggregates.count(), Aggregates.sum(Sale::price))
                        .sortBy(Sum::shop)
                        .collect(wick);
        long expected = LongStream.range(0, rows).filter(n -> n % 3 != 0).sum();
        Round.same("groups", true, sums.size() <= shops);
        Round.same("sum of groups", expected, sums.stream().mapToLong(Sum::prices).sum());
    }

    static void joined(Wick wick, SplittableRandom random) {
        int rows = random.nextInt(100, 5000);
        Pipeline<Sale> sales =
                Pipeline.from(Sources.range(0, rows)).map(Sale.class, n -> new Sale(n % 5, n));
        Pipeline<Shop> shops = Pipeline.from(Sources.of(new Shop(1, "Ulm"), new Shop(4, "Bonn")));
        long count = sales.join(Named.class, shops, Sale::shop, Shop::id).count(wick);
        long expected = LongStream.range(0, rows).filter(n -> n % 5 == 1 || n % 5 == 4).count();
        Round.same("rows of a join", expected, count);
    }

    static void kept(Wick wick, SplittableRandom random) {
        String name = "kept-" + Long.toHexString(random.nextLong());
        int rows = random.nextInt(10, 20_000);
        for (int writes = 0; writes < 2; writes++) { // the second replaces the first
            Pipeline.from(Sources.range(0, rows))
                    .map(Sale.class, n -> new Sale(n % 7, n))
                    .into(Sinks.<Sale>object(name))
                    .run(wick);
        }
        long sum =
                Pipeline.from(Sources.object(name, Sale.class))
                        .map(Sale::price)
                        .collect(wick)
                        .stream()
                        .mapToLong(x -> x)
                        .sum();
        Round.same("sum of a kept object", (long) rows * (rows - 1) / 2, sum);
        Round.same("removed", true, wick.removeObject(name));
    }
}
