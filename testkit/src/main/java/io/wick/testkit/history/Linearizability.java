package io.wick.testkit.history;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a history is linearizable: whether each answered operation can be given a moment
 * between its invocation and its answer, and each unknown one a moment after its invocation or
 * none, so that the model, asked in that order, gives the same answers.
 *
 * <p>Objects are checked one by one (linearizability is local: Herlihy and Wing, TOPLAS 1990). Each
 * goes through just-in-time linearization (G. Lowe, Testing for Linearizability, 2017, after Wing
 * and Gong, 1993): the events are walked in time order with the set of all configurations the
 * object may be in, and operations are applied no sooner than some answer needs them. Two rules
 * keep operations of unknown outcome, which stay under way for good, from doubling the set each:
 * those of the same input are taken in order of invocation, and of two configurations that differ
 * only in which unknown operations they have used up, one that has used a subset is enough. The
 * time is exponential in the answered operations under way at once.
 *
 * <p>Immutable. A check runs on the calling thread.
 *
 * @param <S> the states of the model
 * @param <I> what operations are asked
 * @param <O> what they give
 */
public final class Linearizability<S, I, O> {
    /** Configurations between two events, by default; some hundred bytes each. */
    public static final int DEFAULT_LIMIT = 1_000_000;

    private final Model<S, I, O> model;
    private final boolean callOrder;
    private final int limit;

    private Linearizability(Model<S, I, O> model, boolean callOrder, int limit) {
        this.model = model;
        this.callOrder = callOrder;
        this.limit = limit;
    }

    /** A check against a model. */
    public static <S, I, O> Linearizability<S, I, O> of(Model<S, I, O> model) {
        return new Linearizability<>(model, false, DEFAULT_LIMIT);
    }

    /**
     * Wants more: answered operations of one caller take effect in the order in which it invoked
     * them, also those that were under way at once.
     */
    public Linearizability<S, I, O> inCallOrder() {
        return new Linearizability<>(model, true, limit);
    }

    /** Gives up with {@link Verdict.Undecided} beyond so many configurations. */
    public Linearizability<S, I, O> limit(int configurations) {
        return new Linearizability<>(model, callOrder, configurations);
    }

    /**
     * Checks a history.
     *
     * @param operations those of one caller in the order in which it invoked them
     * @throws IllegalArgumentException when more than 64 answered operations of one object are
     *     under way at once
     */
    public Verdict check(Collection<Operation<I, O>> operations) {
        Map<Object, List<Operation<I, O>>> objects = new LinkedHashMap<>();
        for (Operation<I, O> operation : operations) {
            if (!(operation.outcome() instanceof Outcome.Refused<O>)) {
                objects.computeIfAbsent(model.key(operation.input()), _ -> new ArrayList<>())
                        .add(operation);
            }
        }
        Verdict found = new Verdict.Linearizable();
        for (var object : objects.entrySet()) {
            Verdict verdict = new Walk(object.getKey()).check(object.getValue());
            switch (verdict) {
                case Verdict.Violated _ -> {
                    return verdict;
                }
                case Verdict.Undecided _ -> found = verdict;
                case Verdict.Linearizable _ -> {}
            }
        }
        return found;
    }

    /** An invocation or an answer. */
    private record Event<I, O>(long at, boolean answer, int index, Operation<I, O> operation) {
        /** At the same time invocations first, so that what may overlap does. */
        static int order(Event<?, ?> a, Event<?, ?> b) {
            long apart = a.at - b.at; // nanoTime may overflow
            return apart != 0
                    ? Long.signum(apart)
                    : a.answer != b.answer
                            ? Boolean.compare(a.answer, b.answer)
                            : Integer.compare(a.index, b.index);
        }
    }

    /** The walk through the events of one object. */
    private final class Walk {
        private final Object key;
        private final Pending<I, O> pending = new Pending<>(callOrder);
        private List<Configuration<S>> possible = List.of(Configuration.first(model.initial()));

        Walk(Object key) {
            this.key = key;
        }

        Verdict check(List<Operation<I, O>> operations) {
            for (Event<I, O> event : events(operations)) {
                if (!event.answer()) {
                    pending.add(event.operation());
                    continue;
                }
                int slot = pending.slotOf(event.operation());
                List<Configuration<S>> before = possible;
                List<Configuration<S>> after = advance(slot);
                if (after == null) {
                    return new Verdict.Undecided(
                            "More than " + limit + " configurations at " + tell(event));
                }
                if (after.isEmpty()) {
                    return new Verdict.Violated(
                            "No order explains "
                                    + tell(event)
                                    + ". Before it the state was one of "
                                    + before.stream().map(Configuration::state).limit(8).toList()
                                    + "; under way: "
                                    + pending);
                }
                possible = after;
                pending.remove(slot);
            }
            return new Verdict.Linearizable();
        }

        private String tell(Event<I, O> event) {
            return event.operation() + (key.equals("") ? "" : " of " + key);
        }

        private List<Event<I, O>> events(List<Operation<I, O>> operations) {
            var events = new ArrayList<Event<I, O>>(2 * operations.size());
            for (int i = 0; i < operations.size(); i++) {
                Operation<I, O> operation = operations.get(i);
                events.add(new Event<>(operation.invokedAt(), false, i, operation));
                if (operation.outcome() instanceof Outcome.Answered<O>) {
                    events.add(new Event<>(operation.completedAt(), true, i, operation));
                }
            }
            events.sort(Event::order);
            return events;
        }

        /** All configurations in which the operation has just taken effect or had before. */
        private @Nullable List<Configuration<S>> advance(int answered) {
            var seen = new Frontier<S>();
            var reached = new Frontier<S>();
            possible.forEach(seen::add);
            List<Configuration<S>> wave = possible;
            while (!wave.isEmpty()) {
                var next = new ArrayList<Configuration<S>>();
                for (Configuration<S> configuration : wave) {
                    if (configuration.hasDone(answered)) {
                        reached.add(configuration.without(answered));
                    } else {
                        expand(configuration, seen, next);
                    }
                }
                if (seen.size() > limit) {
                    return null;
                }
                wave = next;
            }
            return reached.all();
        }

        private void expand(Configuration<S> from, Frontier<S> seen, List<Configuration<S>> next) {
            pending.eachAnswered(
                    from.done(),
                    (operation, slot) -> {
                        var applied = model.apply(from.state(), operation.input());
                        if (new Outcome.Answered<>(applied.output()).equals(operation.outcome())) {
                            keep(from.with(slot, applied.state()), seen, next);
                        }
                    });
            pending.eachUnknown(
                    from,
                    (input, kind) -> {
                        var applied = model.apply(from.state(), input);
                        if (!applied.state().equals(from.state())) { // else skipping it is as good
                            keep(from.withUnknown(kind, applied.state()), seen, next);
                        }
                    });
        }

        private void keep(Configuration<S> reached, Frontier<S> seen, List<Configuration<S>> next) {
            if (seen.add(reached)) {
                next.add(reached);
            }
        }
    }

    /** Configurations none of which is as good as another; see the class comment. */
    private static final class Frontier<S> {
        private record Place<S>(S state, long done) {}

        private final Map<Place<S>, List<Configuration<S>>> places = new HashMap<>();
        private int size;

        boolean add(Configuration<S> added) {
            var place = new Place<>(added.state(), added.done());
            List<Configuration<S>> here = places.computeIfAbsent(place, _ -> new ArrayList<>(1));
            for (Configuration<S> known : here) {
                if (known.usesAtMost(added)) {
                    return false;
                }
            }
            int before = here.size();
            here.removeIf(added::usesAtMost);
            here.add(added);
            size += here.size() - before;
            return true;
        }

        int size() {
            return size;
        }

        List<Configuration<S>> all() {
            return places.values().stream().flatMap(List::stream).toList();
        }
    }
}
