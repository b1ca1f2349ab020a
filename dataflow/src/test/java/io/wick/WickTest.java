package io.wick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.RecordingEngine.FakeRef;
import io.wick.spi.TaskCall;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class WickTest {
    private final RecordingEngine engine = new RecordingEngine();
    private final Wick wick = Wick.over(engine.engine());

    private TaskCall call() {
        return (TaskCall) engine.only().args().getFirst();
    }

    private TaskOptions options() {
        return (TaskOptions) engine.only().args().get(1);
    }

    @Test
    void when_a_value_is_put_then_the_engine_gets_it_and_its_ref_comes_back() {
        var ref = FakeRef.of("x");
        engine.answer = ref;

        assertThat(wick.put("x")).isSameAs(ref);
        assertThat(engine.only()).isEqualTo(new RecordingEngine.Call("put", List.of("x")));
    }

    @Test
    void when_null_is_put_then_it_is_refused_before_the_engine() {
        assertThatThrownBy(() -> wick.put(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("null");
        assertThat(engine.calls).isEmpty();
    }

    @Test
    void when_the_function_is_null_then_it_is_refused_before_the_engine() {
        assertThatThrownBy(() -> wick.submit(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> wick.task((Fn1<Integer, Integer>) null, 1).submit())
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> wick.stream(null)).isInstanceOf(NullPointerException.class);
        assertThat(engine.calls).isEmpty();
    }

    @Test
    void when_every_option_is_said_then_the_engine_gets_them() {
        wick.task(() -> 1)
                .named("n")
                .retries(7)
                .retryOn(IOException.class)
                .timeout(Duration.ofSeconds(3))
                .resources(r -> r.gpus(1))
                .spread()
                .durable()
                .speculative()
                .submit();

        assertThat(options())
                .isEqualTo(
                        new TaskOptions(
                                "n",
                                7,
                                List.of(IOException.class),
                                Duration.ofSeconds(3),
                                Resources.ONE_CPU.gpus(1),
                                new Placement.Spread(),
                                true,
                                true));
    }

    @Test
    void when_a_placement_is_said_then_the_last_one_counts() {
        var ref = FakeRef.of(1);
        UUID node = UUID.randomUUID();
        var said = new ArrayList<Placement>();
        TaskBuilder<Integer> task = wick.task(() -> 1);

        for (TaskBuilder<Integer> placed :
                List.<java.util.function.Supplier<TaskBuilder<Integer>>>of(
                                () -> task.near(ref),
                                () -> task.nearKey("trades", 5),
                                () -> task.onNode(node),
                                () -> task.whereAttribute("zone", "a"))
                        .stream()
                        .map(java.util.function.Supplier::get)
                        .peek(TaskBuilder::submit)
                        .toList()) {
            assertThat(placed).isSameAs(task);
        }
        engine.calls.forEach(call -> said.add(((TaskOptions) call.args().get(1)).placement()));

        assertThat(said)
                .containsExactly(
                        new Placement.NearRef(ref),
                        new Placement.NearKey("trades", 5),
                        new Placement.OnNode(node),
                        new Placement.WithAttribute("zone", "a"));
    }

    @Test
    void when_an_option_is_null_then_it_is_refused_by_name() {
        TaskBuilder<Integer> task = wick.task(() -> 1);

        assertThatThrownBy(() -> task.near(null)).hasMessageContaining("ref");
        assertThatThrownBy(() -> task.nearKey(null, 1)).hasMessageContaining("cache");
        assertThatThrownBy(() -> task.nearKey("c", null)).hasMessageContaining("key");
        assertThatThrownBy(() -> task.onNode(null)).hasMessageContaining("node");
        assertThatThrownBy(() -> task.whereAttribute(null, "v")).hasMessageContaining("name");
        assertThatThrownBy(() -> task.options(null)).hasMessageContaining("options");
        assertThatThrownBy(() -> task.split(2, null)).hasMessageContaining("parts");
    }

    @Test
    void when_arguments_are_values_refs_arrays_or_null_then_each_is_one_argument() {
        Object[] array = {"a", "b"};
        wick.task(Arrays::toString, array).submit();
        assertThat(call().args()).containsExactly(new Object[] {array});

        engine.calls.clear();
        wick.task((String x) -> x, (String) null).submit();
        assertThat(call().args()).containsExactly(new Object[] {null});

        engine.calls.clear();
        var ref = FakeRef.of(1.0);
        wick.task((Double x, String y) -> x + y, ref, "b").submit();
        assertThat(call().args()).containsExactly(ref, "b");
    }

    @Test
    void when_called_then_the_function_gets_the_arguments_in_order() throws Exception {
        wick.task((String a, String b, String c) -> a + b + c, "1", "2", "3").submit();

        assertThat(TaskCall.invoke(call().fn(), call().args())).isEqualTo("123");
    }

    @Test
    void when_split_then_count_and_parts_reach_the_engine() {
        Fn1<Object, List<Integer>> parts = x -> List.of(1, 2);

        wick.task(() -> 1).split(2, parts);

        assertThat(engine.only().method()).isEqualTo("split");
        assertThat(engine.only().args().subList(2, 4)).containsExactly(2, parts);
        assertThatThrownBy(() -> wick.task(() -> 1).split(0, parts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void when_streamed_then_the_buffer_is_checked_and_reaches_the_engine() {
        wick.stream(() -> Stream.of(1));

        assertThat(engine.only().args().subList(1, 3)).containsExactly(TaskOptions.DEFAULT, 64);
        var speculative = TaskOptions.DEFAULT.withSpeculative(true);
        assertThatThrownBy(() -> wick.stream(() -> Stream.of(1), speculative, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speculative");
        assertThatThrownBy(() -> wick.task(() -> 1).speculative().split(1, List::of))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speculative");
        assertThatThrownBy(() -> wick.stream(() -> Stream.of(1), TaskOptions.DEFAULT, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void when_awaiting_then_the_count_is_checked_against_the_refs() {
        var refs = List.of(FakeRef.of(1), FakeRef.of(2));
        for (int wrong : new int[] {-1, 3}) {
            assertThatThrownBy(() -> wick.await(refs, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(wrong));
            assertThatThrownBy(() -> wick.await(refs, wrong, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(engine.calls).isEmpty();

        wick.await(refs, 2, Duration.ofSeconds(1));
        assertThat(engine.only().args()).containsExactly(refs, 2, Duration.ofSeconds(1));
    }

    @Test
    void when_a_scope_closes_then_it_frees_what_it_kept_the_last_first_and_once() {
        var freed = new ArrayList<String>();
        Scope scope = wick.scope();
        scope.keep(new FakeRef<>("a", () -> freed.add("a")));
        scope.keep(new FakeRef<>("b", () -> freed.add("b")));

        scope.close();
        scope.close();

        assertThat(freed).containsExactly("b", "a");
    }

    @Test
    void when_a_ref_of_a_scope_cannot_be_freed_then_the_others_still_are() {
        var freed = new ArrayList<String>();
        Scope scope = wick.scope();
        scope.keep(new FakeRef<>("a", () -> freed.add("a")));
        scope.keep(
                new FakeRef<>(
                        "b",
                        () -> {
                            throw new IllegalStateException("b");
                        }));

        assertThatThrownBy(scope::close).isInstanceOf(IllegalStateException.class);
        assertThat(freed).containsExactly("a");
    }

    @Test
    void when_it_is_over_an_engine_of_somebody_else_then_close_leaves_that_running() {
        wick.close();

        assertThat(engine.calls).isEmpty();
    }
}
