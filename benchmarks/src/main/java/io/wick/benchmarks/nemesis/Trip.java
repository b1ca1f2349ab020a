package io.wick.benchmarks.nemesis;

import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.benchmarks.nemesis.jobs.Job;
import io.wick.benchmarks.nemesis.jobs.Jobs;
import io.wick.error.WickException;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Work that is submitted by a server, and dies with it: some jobs, and a mark after each.
 *
 * @param seed of which jobs
 * @param rounds how many
 */
record Trip(String name, long seed, int rounds, ActorRef<Ledger> ledger) {
    private static final int RETRIES = 100;

    /**
     * What came of it, if it was not lost.
     *
     * @param excused jobs that failed as they may
     * @param wrong jobs that failed, or gave something else than they should
     */
    record Findings(int excused, List<String> wrong) {}

    /** Does it all, on the node where it is called. */
    Findings travel() {
        var random = new SplittableRandom(seed);
        var wrong = new ArrayList<String>();
        int excused = 0;
        for (int round = 1; round <= rounds; round++) {
            Job job = Jobs.ALL.get(random.nextInt(Jobs.ALL.size()));
            LocalTime begin = LocalTime.now();
            try {
                String difference = job.run(Wick.current(), random.split());
                if (difference != null) {
                    wrong.add(describe(begin, job) + difference);
                }
            } catch (WickException e) {
                if (job.excuses(e)) {
                    excused++;
                } else {
                    wrong.add(describe(begin, job) + Traces.of(e));
                }
            }
            ledger.retries(RETRIES).call(Ledger::mark, new Ledger.Mark(name, round)).get(Job.LIMIT);
        }
        return new Findings(excused, wrong);
    }

    private String describe(LocalTime begin, Job job) {
        return begin + " to " + LocalTime.now() + ", " + name + ", " + job.name() + ": ";
    }
}
