package io.wick.benchmarks;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Runs benchmarks and remembers what they gave. For use by one thread. */
final class Measurements {
    private static final int MOMENT_MILLIS = 100;

    private final Map<String, Measured> known = new HashMap<>();
    private final boolean quick;

    /**
     * Nothing measured yet.
     *
     * @param quick one fork and one moment each, to see whether all works; the figures mean nothing
     */
    Measurements(boolean quick) {
        this.quick = quick;
    }

    /**
     * Runs one benchmark method with all combinations of some parameters, each in JVMs of its own,
     * which get the flags of this one.
     *
     * @param benchmark such as {@code LocalSubmit.alone}
     * @param values of parameters; those left out take the values of their annotation
     * @param forks JVMs per combination
     */
    void run(String benchmark, Map<String, String[]> values, int forks) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("\\." + benchmark.replace(".", "\\.") + "$")
                        .forks(forks)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true);
        values.forEach(options::param);
        if (quick) {
            options.forks(1)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(MOMENT_MILLIS))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(MOMENT_MILLIS));
        }
        for (RunResult result : new Runner(options.build()).run()) {
            BenchmarkParams params = result.getParams();
            var chosen = new TreeMap<String, String>();
            params.getParamsKeys().forEach(name -> chosen.put(name, params.getParam(name)));
            known.put(benchmark + chosen, Measured.of(result));
        }
    }

    /**
     * What a benchmark gave.
     *
     * @param values of all its parameters
     * @throws IllegalStateException when it was not run with these
     */
    Measured get(String benchmark, Map<String, String> values) {
        String key = benchmark + new TreeMap<>(values);
        Measured found = known.get(key);
        if (found == null) {
            throw new IllegalStateException(key + " was not run; known are " + known.keySet());
        }
        return found;
    }

    /** The same for a benchmark whose one parameter is the rival. */
    Measured get(String benchmark, String rival) {
        return get(benchmark, Map.of("rival", rival));
    }
}
