package io.wick.benchmarks.nemesis;

import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.GetTimeoutException;
import io.wick.error.WickException;
import io.wick.testkit.history.History;
import io.wick.testkit.history.Linearizability;
import io.wick.testkit.history.Outcome;
import io.wick.testkit.history.Verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Registers that several callers read, write and replace, each call sent once: some are not
 * answered when a node dies, and every answer fits one order of all.
 */
final class RegisterWorkload implements Workload {
    private static final int ACTORS = 3;
    private static final int CALLERS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A register is used for so long, which bounds what is unknown about it. */
    private static final long TERM_NANOS = 5_000_000_000L;

    private final Tally tally = new Tally();
    private final History<Registers.Ask, Long> history = new History<>();
    private final List<ActorRef<Registers>> actors = new ArrayList<>();
    private final Queue<String> hanging = new ConcurrentLinkedQueue<>();
    private final Outages outages;
    private final Crew crew;
    private final long seed;

    RegisterWorkload(Outages outages, double perSecond, long seed) {
        this.outages = outages;
        this.seed = seed;
        crew = new Crew(perSecond);
    }

    @Override
    public String name() {
        return "registers, each call sent once";
    }

    private static String nameOf(int actor) {
        return "registers-" + actor;
    }

    @Override
    public void start(Wick wick) {
        for (int i = 0; i < ACTORS; i++) {
            actors.add(
                    wick.actor(Registers::new)
                            .named(nameOf(i))
                            .spread()
                            .detached()
                            .restarts(-1)
                            .checkpoints(Checkpoints.beforeReply())
                            .create());
        }
        long begin = System.nanoTime();
        for (int i = 0; i < CALLERS; i++) {
            crew.start("writing-" + i, new Caller(i, begin));
        }
    }

    /** Owned by its thread. */
    private final class Caller implements Crew.Duty {
        private final int index;
        private final long begin;
        private final SplittableRandom random;
        private long seen;

        Caller(int index, long begin) {
            this.index = index;
            this.begin = begin;
            random = new SplittableRandom(seed + index);
        }

        @Override
        public void call(long number) {
            int actor = random.nextInt(ACTORS);
            int register = (int) ((System.nanoTime() - begin) / TERM_NANOS);
            long unique = number * CALLERS + index;
            Registers.Ask ask =
                    switch (random.nextInt(4)) {
                        case 0 -> new Registers.Ask.Write(actor, register, unique);
                        case 1 -> new Registers.Ask.Replace(actor, register, seen, unique);
                        default -> new Registers.Ask.Read(actor, register);
                    };
            tally.called();
            var call = history.invoked("writing-" + index, ask);
            Outcome<Long> outcome = outcome(ask);
            call.ended(outcome);
            tally.ended(outcome);
            if (outcome instanceof Outcome.Answered<Long>(Long value)) {
                seen = value;
            }
        }

        private Outcome<Long> outcome(Registers.Ask ask) {
            try {
                Registers.Answer answer =
                        actors.get(ask.actor()).call(Registers::ask, ask).get(LIMIT);
                outages.answered(nameOf(ask.actor()), answer.incarnation());
                return new Outcome.Answered<>(answer.value());
            } catch (WickException e) {
                if (e instanceof GetTimeoutException) {
                    hanging.add("No answer and no error within " + LIMIT + " to " + ask);
                }
                return Outcome.ofError(e);
            }
        }
    }

    @Override
    public void stop() {
        crew.stop();
    }

    @Override
    public List<String> check() {
        var wrong = new ArrayList<>(crew.accidents());
        wrong.addAll(hanging);
        switch (Linearizability.of(Registers.MODEL).check(history.operations())) {
            case Verdict.Linearizable _ -> {}
            case Verdict.Violated(String why) -> wrong.add(why);
            case Verdict.Undecided(String why) -> wrong.add("Not decided: " + why);
        }
        return wrong;
    }

    @Override
    public Tally.Counts counts() {
        return tally.counts();
    }

    @Override
    public void clear() {
        actors.forEach(ActorRef::kill);
    }
}
