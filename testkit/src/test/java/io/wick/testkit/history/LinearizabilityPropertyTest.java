package io.wick.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.testkit.history.RegisterModel.Ask;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The verdict is that of trying all orders, and histories made by one object pass. */
class LinearizabilityPropertyTest {
    private static final RegisterModel MODEL = new RegisterModel();

    private final Linearizability<Integer, Ask, Integer> check = Linearizability.of(MODEL);

    @Property(tries = 3000)
    void when_a_history_is_short_then_the_verdict_is_that_of_all_orders(
            @ForAll("histories") List<Operation<Ask, Integer>> history) {
        assertThat(check.check(history) instanceof Verdict.Linearizable)
                .isEqualTo(someOrderExplains(history, false));
    }

    @Property(tries = 3000)
    void when_order_of_callers_counts_then_the_verdict_is_that_of_all_orders(
            @ForAll("histories") List<Operation<Ask, Integer>> history) {
        assertThat(check.inCallOrder().check(history) instanceof Verdict.Linearizable)
                .isEqualTo(someOrderExplains(history, true));
    }

    /** Few values and times, so that many histories are nearly right. */
    @Provide
    Arbitrary<List<Operation<Ask, Integer>>> histories() {
        return operations().list().ofMinSize(1).ofMaxSize(6).map(this::inTime);
    }

    private List<Operation<Ask, Integer>> inTime(List<Operation<Ask, Integer>> drawn) {
        return drawn.stream().sorted((a, b) -> Long.compare(a.invokedAt(), b.invokedAt())).toList();
    }

    private static Arbitrary<Operation<Ask, Integer>> operations() {
        Arbitrary<Integer> values = Arbitraries.integers().between(0, 2);
        Arbitrary<Ask> asks =
                Arbitraries.oneOf(
                        Arbitraries.just(new Ask.Read(0)),
                        values.map(value -> new Ask.Write(0, value)),
                        Arbitraries.just(new Ask.Add(0, 1)),
                        Combinators.combine(values, values)
                                .as((expected, value) -> new Ask.Replace(0, expected, value)));
        Arbitrary<Outcome<Integer>> outcomes =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(8, values.map(Outcome.Answered::new)),
                        net.jqwik.api.Tuple.of(2, Arbitraries.just(new Outcome.Unknown<>())),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Outcome.Refused<>())));
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        asks,
                        outcomes,
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 9))
                .as(
                        (caller, ask, outcome, from, length) ->
                                new Operation<>(
                                        caller,
                                        ask,
                                        answerOf(ask, outcome),
                                        2L * from,
                                        2L * from + 2L * length + 1));
    }

    private static Outcome<Integer> answerOf(Ask ask, Outcome<Integer> drawn) {
        boolean echo = ask instanceof Ask.Write && drawn instanceof Outcome.Answered<Integer>;
        return echo ? new Outcome.Answered<>(((Ask.Write) ask).value()) : drawn;
    }

    private static boolean someOrderExplains(
            List<Operation<Ask, Integer>> history, boolean callOrder) {
        var left = new ArrayList<>(history);
        left.removeIf(operation -> operation.outcome() instanceof Outcome.Refused<Integer>);
        return explains(MODEL.initial(), left, callOrder);
    }

    private static boolean explains(
            int state, List<Operation<Ask, Integer>> left, boolean callOrder) {
        if (left.stream().noneMatch(LinearizabilityPropertyTest::isAnswered)) {
            return true;
        }
        for (int i = 0; i < left.size(); i++) {
            Operation<Ask, Integer> first = left.get(i);
            if (left.stream().anyMatch(other -> other.precedes(first))) {
                continue;
            }
            if (callOrder
                    && isAnswered(first)
                    && left.subList(0, i).stream()
                            .anyMatch(
                                    other ->
                                            isAnswered(other)
                                                    && other.caller().equals(first.caller()))) {
                continue;
            }
            var applied = MODEL.apply(state, first.input());
            if (isAnswered(first)
                    && !first.outcome().equals(new Outcome.Answered<>(applied.output()))) {
                continue;
            }
            var rest = new ArrayList<>(left);
            rest.remove(i);
            if (explains(applied.state(), rest, callOrder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnswered(Operation<Ask, Integer> operation) {
        return operation.outcome() instanceof Outcome.Answered<Integer>;
    }

    @Property(tries = 200)
    void when_one_object_answered_then_linearizable(@ForAll Random random) {
        assertThat(check.check(simulated(random, 10))).isEqualTo(new Verdict.Linearizable());
    }

    @Property(tries = 200)
    void when_one_answer_of_a_counter_is_changed_then_violated(@ForAll Random random) {
        var history = new ArrayList<>(simulated(random, 0));
        history.removeIf(operation -> !(operation.input() instanceof Ask.Add));
        history.replaceAll(operation -> withAnswer(operation, addsUpTo(history, operation)));
        assertThat(check.check(history)).isEqualTo(new Verdict.Linearizable());

        int wrong = random.nextInt(history.size());
        int change = random.nextBoolean() ? 1 : -1;
        Operation<Ask, Integer> right = history.get(wrong);
        history.set(wrong, withAnswer(right, addsUpTo(history, right) + change));
        assertThat(check.check(history)).isInstanceOf(Verdict.Violated.class);
    }

    /** Histories stand in the order of their effects. */
    private static int addsUpTo(
            List<Operation<Ask, Integer>> history, Operation<Ask, Integer> last) {
        return history.indexOf(last) + 1;
    }

    private static Operation<Ask, Integer> withAnswer(
            Operation<Ask, Integer> operation, int answer) {
        return new Operation<>(
                operation.caller(),
                operation.input(),
                new Outcome.Answered<>(answer),
                operation.invokedAt(),
                operation.completedAt());
    }

    /**
     * Calls of 6 callers, each with a random moment of effect, in the order of these.
     *
     * @param unknownPercent how many are not answered, of which half have no effect
     */
    private static List<Operation<Ask, Integer>> simulated(Random random, int unknownPercent) {
        var effects = new ArrayList<long[]>();
        long[] clocks = new long[6];
        for (int i = 0; i < 400; i++) {
            int caller = random.nextInt(clocks.length);
            long from = clocks[caller] + 1 + random.nextInt(20);
            long at = from + 1 + random.nextInt(20);
            long to = at + 1 + random.nextInt(20);
            clocks[caller] = to;
            effects.add(new long[] {at, from, to, caller});
        }
        effects.sort((a, b) -> Long.compare(a[0], b[0]));
        var history = new ArrayList<Operation<Ask, Integer>>();
        int state = 0;
        for (long[] effect : effects) {
            Ask ask = someAsk(random, state);
            var applied = MODEL.apply(state, ask);
            boolean unknown = random.nextInt(100) < unknownPercent;
            if (!unknown || random.nextBoolean()) {
                state = applied.state();
            }
            Outcome<Integer> outcome =
                    unknown ? new Outcome.Unknown<>() : new Outcome.Answered<>(applied.output());
            history.add(new Operation<>("caller-" + effect[3], ask, outcome, effect[1], effect[2]));
        }
        return history;
    }

    private static Ask someAsk(Random random, int state) {
        return switch (random.nextInt(4)) {
            case 0 -> new Ask.Read(0);
            case 1 -> new Ask.Replace(0, state - random.nextInt(2), state + 1);
            default -> new Ask.Add(0, 1);
        };
    }
}
