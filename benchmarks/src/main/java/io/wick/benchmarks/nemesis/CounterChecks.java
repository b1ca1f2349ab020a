package io.wick.benchmarks.nemesis;

import io.wick.testkit.history.Linearizability;
import io.wick.testkit.history.Model;
import io.wick.testkit.history.Operation;
import io.wick.testkit.history.Outcome;
import io.wick.testkit.history.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of the increments of counters; pure. */
final class CounterChecks {
    private CounterChecks() {}

    /** What a counter is. */
    private record CounterModel() implements Model<Long, String, Long> {
        @Override
        public Object key(String counter) {
            return counter;
        }

        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Applied<Long, Long> apply(Long value, String counter) {
            return new Applied<>(value + 1, value + 1);
        }
    }

    /**
     * Looks for increments that were lost, doubled or swapped.
     *
     * @param increments their inputs name the counter, their answers are its new value; in the
     *     order of invocation
     * @param end the values at the end, by counter
     * @return what is wrong
     */
    static List<String> violations(
            List<Operation<String, Long>> increments, Map<String, Long> end) {
        var wrong = new ArrayList<String>();
        end.forEach((counter, value) -> sums(increments, counter, value, wrong));
        callOrder(increments, wrong);
        switch (Linearizability.of(new CounterModel()).inCallOrder().check(increments)) {
            case Verdict.Linearizable _ -> {}
            case Verdict.Violated(String why) -> wrong.add(why);
            case Verdict.Undecided(String why) -> wrong.add("Not decided: " + why);
        }
        return wrong;
    }

    private static void sums(
            List<Operation<String, Long>> all, String counter, long end, List<String> wrong) {
        Set<Long> values = new HashSet<>();
        long unknown = 0;
        for (Operation<String, Long> operation : all) {
            if (!operation.input().equals(counter)) {
                continue;
            }
            switch (operation.outcome()) {
                case Outcome.Answered<Long>(Long value) -> {
                    if (!values.add(value)) {
                        wrong.add(counter + " gave " + value + " twice; last to " + operation);
                    }
                    if (value > end) {
                        wrong.add(counter + " ended with " + end + " and had given " + operation);
                    }
                }
                case Outcome.Unknown<Long> _ -> unknown++;
                case Outcome.Refused<Long> _ -> {}
            }
        }
        if (end < values.size() || end > values.size() + unknown) {
            wrong.add(
                    String.format(
                            "%s ended with %d after %d acknowledged and %d unknown increments",
                            counter, end, values.size(), unknown));
        }
    }

    private static void callOrder(List<Operation<String, Long>> all, List<String> wrong) {
        Map<List<String>, Long> last = new HashMap<>();
        for (Operation<String, Long> operation : all) {
            if (operation.outcome() instanceof Outcome.Answered<Long>(Long value)) {
                Long before = last.put(List.of(operation.caller(), operation.input()), value);
                if (before != null && before >= value) {
                    wrong.add("After " + before + " came, to an earlier call, " + operation);
                }
            }
        }
    }
}
