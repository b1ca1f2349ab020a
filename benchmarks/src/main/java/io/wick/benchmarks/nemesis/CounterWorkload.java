package io.wick.benchmarks.nemesis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.testkit.history.History;
import io.wick.testkit.history.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters whose callers keep several calls under way, each sent again until it is answered: no
 * acknowledged increment is lost or doubled, and those of one caller take effect in order.
 */
final class CounterWorkload implements Workload {
    private static final int COUNTERS = 2;
    private static final int CALLERS = 4;
    private static final int WINDOW = 16;
    private static final int RETRIES = 100;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Tally tally = new Tally();
    private final History<String, Long> history = new History<>();
    private final List<ActorRef<Counter>> counters = new ArrayList<>();
    private final AtomicLong outOfOrder = new AtomicLong();
    private final Outages outages;
    private final Crew crew;

    CounterWorkload(Outages outages, double perSecond) {
        this.outages = outages;
        crew = new Crew(perSecond);
    }

    @Override
    public String name() {
        return "counters, retries, " + WINDOW + " calls under way";
    }

    @Override
    public void start(Wick wick) {
        for (int i = 0; i < COUNTERS; i++) {
            counters.add(
                    wick.actor(Counter::new)
                            .named("counter-" + i)
                            .spread()
                            .detached()
                            .restarts(-1)
                            .checkpoints(Checkpoints.beforeReply())
                            .create());
        }
        for (int i = 0; i < CALLERS; i++) {
            String caller = "counting-" + i;
            String counter = "counter-" + i % COUNTERS;
            crew.start(caller, new Caller(caller, counter, counters.get(i % COUNTERS)));
        }
    }

    /** Owned by its thread; answers come on others. */
    private final class Caller implements Crew.Duty {
        private final String caller;
        private final String name;
        private final ActorRef<Counter> counter;
        private final ArrayDeque<CompletableFuture<?>> window = new ArrayDeque<>();

        Caller(String caller, String name, ActorRef<Counter> counter) {
            this.caller = caller;
            this.name = name;
            this.counter = counter.retries(RETRIES);
        }

        @Override
        public void call(long number) {
            tally.called();
            var call = history.invoked(caller, name);
            ObjectRef<Counter.Receipt> ref =
                    counter.call(Counter::increment, new Counter.Ticket(caller, number));
            window.add(ref.toCompletableFuture().handle((got, error) -> ended(call, got, error)));
            if (window.size() == WINDOW) {
                window.remove().orTimeout(LIMIT.toMillis(), MILLISECONDS).join();
            }
        }

        private Outcome<Long> ended(
                History<String, Long>.Call call,
                Counter.@Nullable Receipt got,
                @Nullable Throwable error) {
            Outcome<Long> outcome =
                    got == null
                            ? Outcome.ofError(Objects.requireNonNull(error))
                            : new Outcome.Answered<>(got.value());
            call.ended(outcome);
            tally.ended(outcome);
            if (got != null) {
                outages.answered(name, got.incarnation());
                outOfOrder.accumulateAndGet(got.outOfOrder(), Math::max);
            }
            return outcome;
        }

        @Override
        public void finish() {
            window.forEach(answer -> answer.orTimeout(LIMIT.toMillis(), MILLISECONDS).join());
        }
    }

    @Override
    public void stop() {
        crew.stop();
    }

    @Override
    public List<String> check() {
        var wrong = new ArrayList<>(crew.accidents());
        var end = new HashMap<String, Long>();
        for (int i = 0; i < COUNTERS; i++) {
            Counter.Receipt last = counters.get(i).retries(RETRIES).call(Counter::read).get(LIMIT);
            end.put("counter-" + i, last.value());
            outOfOrder.accumulateAndGet(last.outOfOrder(), Math::max);
        }
        if (outOfOrder.get() > 0) {
            wrong.add("Counters saw at least " + outOfOrder + " calls out of order or twice");
        }
        wrong.addAll(CounterChecks.violations(history.operations(), end));
        return wrong;
    }

    @Override
    public Tally.Counts counts() {
        return tally.counts();
    }

    @Override
    public void clear() {
        counters.forEach(ActorRef::kill);
    }
}
