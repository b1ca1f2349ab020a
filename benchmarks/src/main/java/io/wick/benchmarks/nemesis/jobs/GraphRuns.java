package io.wick.benchmarks.nemesis.jobs;

import io.wick.Wick;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.SplittableRandom;

/** Runs of a graph, planned anew each time for the nodes there are. */
record GraphRuns(String name, Layered layers) implements Job {
    /** Layers of a thousand. */
    static GraphRuns wide() {
        return new GraphRuns("wide graphs", new Layered(1000, 1, 1));
    }

    /** Values of 100 KB, which are made again when their node is lost. */
    static GraphRuns heavy() {
        return new GraphRuns("heavy graphs", new Layered(24, 12_500, 20));
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        long got = wick.compile(layers.graph()).run(Map.of("seed", seed)).get(LIMIT);
        return Values.compare("run of " + layers, layers.expected(seed), got);
    }
}
