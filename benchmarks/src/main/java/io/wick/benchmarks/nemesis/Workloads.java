package io.wick.benchmarks.nemesis;

import io.wick.benchmarks.nemesis.jobs.Job;
import io.wick.benchmarks.nemesis.jobs.Jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a storm may hit.
 *
 * @param outages told when actors answer
 * @param callsPerSecond that each caller of actors makes
 * @param jobsPerSecond that are done of each kind, if they are so fast
 * @param seed of all that is random in them
 */
record Workloads(Outages outages, double callsPerSecond, double jobsPerSecond, long seed) {
    private static final Map<String, Function<Workloads, Workload>> ALL = all();

    /** Those that call actors which must survive. */
    static final List<String> ACTORS = List.of("counters", "registers", "bank");

    private static Map<String, Function<Workloads, Workload>> all() {
        var all = new LinkedHashMap<String, Function<Workloads, Workload>>();
        all.put("counters", w -> new CounterWorkload(w.outages, w.callsPerSecond));
        all.put("registers", w -> new RegisterWorkload(w.outages, w.callsPerSecond, w.seed));
        all.put("bank", w -> new BankWorkload(w.outages, w.callsPerSecond, w.seed));
        all.put("trips", w -> new TripWorkload(w.jobsPerSecond, w.seed));
        for (Job job : Jobs.ALL) {
            all.put(
                    job.name().replace(' ', '-'),
                    w -> new JobWorkload(job, w.jobsPerSecond, w.seed));
        }
        return all;
    }

    /** The names of all. */
    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * Those of these names.
     *
     * @throws IllegalArgumentException when there is none of a name
     */
    List<Workload> of(List<String> names) {
        var made = new ArrayList<Workload>();
        for (String name : names) {
            Function<Workloads, Workload> maker = ALL.get(name);
            if (maker == null) {
                throw new IllegalArgumentException(
                        "No workload is called '" + name + "'. There are " + names());
            }
            made.add(maker.apply(this));
        }
        return made;
    }
}
