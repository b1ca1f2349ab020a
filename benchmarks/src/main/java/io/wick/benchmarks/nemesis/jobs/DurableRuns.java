package io.wick.benchmarks.nemesis.jobs;

import io.wick.Wick;
import io.wick.error.RunNameTakenException;
import io.wick.graph.DurableRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Durable runs, whose results are exact whether or not their starter lives to see them. Their names
 * tell the seed.
 */
public record DurableRuns() implements Job {
    private static final Layered LAYERS = new Layered(30, 10, 30);
    private static final String PREFIX = "durable ";

    @Override
    public String name() {
        return "durable runs";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        String name = PREFIX + seed;
        DurableRun<Long> run;
        try {
            run = wick.compile(LAYERS.graph()).start(name, Map.of("seed", seed));
        } catch (RunNameTakenException e) {
            return "The name of a new run was taken: " + e.getMessage();
        }
        String wrong = compare(run, seed);
        return run.remove() ? wrong : "Run " + name + " was removed by somebody else";
    }

    private static @Nullable String compare(DurableRun<Long> run, long seed) {
        return Values.compare("run " + run.name(), LAYERS.expected(seed), run.get(LIMIT));
    }

    /**
     * Waits for those whose starters have died, and removes them.
     *
     * @return what is wrong with them
     */
    public static List<String> finish(Wick wick) {
        var wrong = new ArrayList<String>();
        for (DurableRun.Info info : wick.durableRuns()) {
            long seed = Long.parseLong(info.name().substring(PREFIX.length()));
            DurableRun<Long> run = wick.durableRun(info.name(), Long.class).orElseThrow();
            String compared = compare(run, seed);
            if (compared != null) {
                wrong.add(compared);
            }
            run.remove();
        }
        return wrong;
    }
}
