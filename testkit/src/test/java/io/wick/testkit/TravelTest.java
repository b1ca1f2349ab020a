package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.SerializationException;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a function may be and hold, on its way to another JVM. */
@WickProcesses(nodes = 1)
class TravelTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    record Point(int x, double y, String name) {
        double norm() {
            return Math.hypot(x, y);
        }
    }

    record Pair<A, B>(A a, B b) {}

    enum Colour {
        RED,
        GREEN
    }

    /** Neither Serializable nor with a constructor without parameters. */
    static class Account {
        private final String owner;
        private final List<Integer> bookings = new ArrayList<>();
        private Account parent;

        Account(String owner) {
            this.owner = owner;
        }

        int balance() {
            return bookings.stream().mapToInt(i -> i).sum();
        }
    }

    static final class Holder {
        final Map<String, Object> fields = new HashMap<>();
    }

    static final class Custom extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Point where;

        Custom(Point where) {
            super("at " + where);
            this.where = where;
        }
    }

    @Test
    void when_it_runs_then_in_another_jvm(Wick wick, ProcessCluster cluster) {
        assertThat(wick.submit(() -> ProcessHandle.current().pid()).get(LIMIT))
                .isEqualTo(cluster.pid(0));
    }

    @Test
    void when_records_are_captured_and_returned_then_they_are_equal(Wick wick) {
        var point = new Point(3, 4, "p");
        assertThat(wick.submit(point::norm).get(LIMIT)).isEqualTo(5);
        assertThat(wick.submit(() -> new Pair<>(point, List.of(point, point))).get(LIMIT))
                .isEqualTo(new Pair<>(point, List.of(point, point)));
        assertThat(wick.task(Point::norm, point).submit().get(LIMIT)).isEqualTo(5);
    }

    @Test
    void when_functions_are_of_every_kind_then_they_run(Wick wick) {
        int[] base = {1, 2, 3};
        Fn1<Integer, Fn0<Integer>> adder = n -> () -> n + base[2];
        assertThat(wick.task(Integer::parseInt, "17").submit().get(LIMIT)).isEqualTo(17);
        assertThat(wick.task(String::concat, "a", "b").submit().get(LIMIT)).isEqualTo("ab");
        assertThat(wick.task(StringBuilder::new, "x").submit().get(LIMIT)).hasToString("x");
        assertThat(wick.task("abc"::charAt, 1).submit().get(LIMIT)).isEqualTo('b');
        assertThat(wick.task((a, b, c) -> a + b * c, 1, 2, 3).submit().get(LIMIT)).isEqualTo(7);
        assertThat(wick.submit(() -> call(adder)).get(LIMIT)).isEqualTo(8);
        assertThat(wick.submit(new Anonymous(5)).get(LIMIT)).isEqualTo(6);
        assertThat(
                        wick.submit(
                                        new Fn0<Integer>() {
                                            @Override
                                            public Integer call() {
                                                return base[0];
                                            }
                                        })
                                .get(LIMIT))
                .isEqualTo(1);
    }

    private static int call(Fn1<Integer, Fn0<Integer>> adder) throws Exception {
        return adder.call(5).call();
    }

    private record Anonymous(int n) implements Fn0<Integer> {
        @Override
        public Integer call() {
            return n + 1;
        }
    }

    @Test
    void when_objects_are_not_serializable_and_cyclic_then_they_travel(Wick wick) {
        var account = new Account("ann");
        account.bookings.addAll(List.of(1, 2, 3));
        account.parent = account;

        Account back =
                wick.submit(
                                () -> {
                                    account.bookings.add(account.parent.balance());
                                    return account;
                                })
                        .get(LIMIT);

        assertThat(back).isNotSameAs(account);
        assertThat(back.balance()).isEqualTo(12);
        assertThat(back.parent).isSameAs(back);
        assertThat(back.owner).isEqualTo("ann");
        assertThat(account.balance()).isEqualTo(6);
    }

    @Test
    void when_values_are_of_the_jdk_then_they_travel(Wick wick) {
        for (Object value :
                List.of(
                        List.of(1, 2),
                        Map.of("a", List.of(UUID.randomUUID())),
                        java.util.Optional.of("x"),
                        Duration.ofSeconds(3),
                        java.time.LocalDate.of(2024, 2, 29),
                        new java.math.BigDecimal("1.50"),
                        Colour.GREEN,
                        java.util.EnumSet.of(Colour.RED),
                        new java.util.TreeMap<>(Map.of("b", 1, "a", 2)),
                        java.util.Arrays.asList(1, null, 3),
                        java.util.BitSet.valueOf(new long[] {5}),
                        String.class)) {
            assertThat(wick.task(v -> v, value).submit().get(LIMIT)).isEqualTo(value);
        }
        assertThat(wick.task(() -> (String) null).submit().get(LIMIT)).isNull();
    }

    @Test
    void when_arrays_travel_then_they_are_equal(Wick wick) {
        double[][] matrix = {{1, 2}, {3}};
        Object[] mixed = {1, "two", new Point(3, 0, null), null};
        assertThat(wick.task(v -> v, matrix).submit().get(LIMIT)).isDeepEqualTo(matrix);
        assertThat(wick.submit(() -> new Pair<>(mixed, 1)).get(LIMIT).a()).isEqualTo(mixed);
        assertThat(wick.task(v -> v, new boolean[] {true, false}).submit().get(LIMIT))
                .containsExactly(true, false);
    }

    @Test
    void when_refs_are_deep_inside_a_value_then_they_are_read_there(Wick wick) {
        ObjectRef<long[]> large = wick.put(new long[] {7});
        var holder = new Holder();
        holder.fields.put("nested", new Pair<>(List.of(large), "x"));

        assertThat(wick.submit(() -> firstOf(holder)).get(LIMIT)).isEqualTo(7);
        ObjectRef<Holder> stored = wick.put(holder);
        assertThat(wick.submit(() -> firstOf(stored.get())).get(LIMIT)).isEqualTo(7);
    }

    @SuppressWarnings("unchecked")
    private static long firstOf(Holder holder) {
        return ((Pair<List<ObjectRef<long[]>>, String>) holder.fields.get("nested"))
                .a()
                .getFirst()
                .get()[0];
    }

    @Test
    void when_a_capture_cannot_travel_then_submit_names_the_field(Wick wick) {
        var holder = new Holder();
        holder.fields.put("worker", new Pair<>(1, Thread.currentThread()));

        assertThatThrownBy(() -> wick.submit(() -> holder.fields.size()).get(LIMIT))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Thread")
                .hasMessageContaining("fields")
                .hasMessageContaining("worker");
    }

    @Test
    void when_a_result_cannot_travel_then_the_error_names_the_field(Wick wick) {
        assertThatThrownBy(
                        () -> wick.submit(() -> new Pair<>(1, Thread.currentThread())).get(LIMIT))
                .isInstanceOf(io.wick.error.WickException.class)
                .hasStackTraceContaining("Thread")
                .hasStackTraceContaining("SerializationException");
    }

    @Test
    void when_a_put_cannot_be_stored_then_it_names_the_field(Wick wick) {
        assertThatThrownBy(() -> wick.put(new Pair<>("x", new Pair<>(Thread.currentThread(), 1))))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("b")
                .hasMessageContaining("Thread");
    }

    @Test
    void when_a_custom_exception_is_thrown_then_it_comes_with_its_fields(Wick wick) {
        assertThatThrownBy(
                        () ->
                                wick.submit(
                                                () -> {
                                                    throw new Custom(new Point(1, 2, "here"));
                                                })
                                        .get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Custom.class, e -> assertThat(e.where).isEqualTo(new Point(1, 2, "here")));
    }

    @Test
    void when_a_wick_is_captured_then_it_is_that_of_the_other_node(
            Wick wick, ProcessCluster cluster) {
        assertThat(wick.submit(() -> wick.nodes().getFirst().id()).get(LIMIT))
                .isEqualTo(cluster.nodeId(0));
    }
}
