package io.wick.benchmarks.nemesis.jobs;

import io.wick.Placement;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.Wick;

import org.jspecify.annotations.Nullable;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Results that are read while their task still runs: each once, in order. */
record Streams() implements Job {
    private static final int BUFFER = 16;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        int length = random.nextInt(100, 500);
        TaskOptions options =
                TaskOptions.DEFAULT.withRetries(RETRIES).withPlacement(new Placement.Spread());
        int read = 0;
        try (ResultStream<Long> results =
                wick.stream(
                        () ->
                                LongStream.range(seed, seed + length)
                                        .peek(_ -> Values.take(2))
                                        .mapToObj(Values::mixed),
                        options,
                        BUFFER)) {
            while (results.hasNext()) {
                long got = results.next();
                if (got != Values.mixed(seed + read)) {
                    return Values.compare("item " + read, Values.mixed(seed + read), got);
                }
                read++;
            }
        }
        return Values.compare("items", length, read);
    }
}
