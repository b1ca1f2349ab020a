package io.wick.benchmarks.nemesis;

import io.wick.Wick;
import io.wick.benchmarks.nemesis.jobs.Job;
import io.wick.error.WickException;
import io.wick.testkit.history.Outcome;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A job that this JVM, which is never harmed, submits again and again: each gives what it should.
 */
final class JobWorkload implements Workload {
    private final Tally tally = new Tally();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Job job;
    private final long seed;
    private final Crew crew;

    JobWorkload(Job job, double perSecond, long seed) {
        this.job = job;
        this.seed = seed;
        crew = new Crew(perSecond);
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public void start(Wick wick) {
        var random = new SplittableRandom(seed + job.name().hashCode());
        crew.start(job.name(), _ -> run(wick, random));
    }

    private void run(Wick wick, SplittableRandom random) {
        tally.called();
        LocalTime begin = LocalTime.now();
        long nanos = System.nanoTime();
        try {
            String difference = job.run(wick, random);
            tally.took(System.nanoTime() - nanos);
            if (difference != null) {
                wrong.add(begin + ": " + difference);
            }
            tally.ended(new Outcome.Answered<>(job));
        } catch (WickException e) {
            tally.ended(new Outcome.Unknown<>());
            if (!job.excuses(e)) {
                wrong.add(begin + " to " + LocalTime.now() + ": " + Traces.of(e));
            }
        }
    }

    @Override
    public void stop() {
        crew.stop();
    }

    @Override
    public List<String> check() {
        var all = new ArrayList<>(crew.accidents());
        all.addAll(wrong);
        return all;
    }

    @Override
    public Tally.Counts counts() {
        return tally.counts();
    }

    @Override
    public void clear() {
        // its actors and objects went with the jobs
    }
}
