package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.Wick;
import io.wick.actor.ActorContext;
import io.wick.actor.ActorRef;
import io.wick.error.ActorNameTakenException;
import io.wick.error.ConfigException;
import io.wick.error.DependencyFailedException;
import io.wick.error.WickException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Calls of actors made difficult; on the caller's node (0) and on another (1). */
@WickTest(nodes = 3)
class ActorHostileTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MIB = 1 << 20;

    record Letter(String to, ActorRef<Diary> diary, List<ActorRef<Diary>> copies) {}

    @BeforeEach
    void reset() {
        Diary.reset();
    }

    @AfterEach
    void open() {
        Diary.open();
    }

    private static ActorRef<Diary> diaryOn(WickCluster cluster, int node) {
        return cluster.wick().actor(Diary::new).onNode(cluster.id(node)).create();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /** Does it on as many threads at once; gives what each gave or threw. */
    private static <T> List<Object> race(int threads, IntFunction<T> racer) throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<Object>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Object>>();
            for (int i = 0; i < threads; i++) {
                int index = i;
                futures.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    try {
                                        return racer.apply(index);
                                    } catch (WickException e) {
                                        return e;
                                    }
                                }));
            }
            start.countDown();
            for (Future<Object> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }

    @Test
    void when_100_create_the_same_name_if_absent_then_there_is_one_actor(List<Wick> nodes)
            throws Exception {
        List<Object> sizes =
                race(
                        100,
                        i ->
                                nodes.get(i % nodes.size())
                                        .actor(Diary::new)
                                        .named("raced")
                                        .detached()
                                        .getIfExists()
                                        .create()
                                        .call(Diary::note, i)
                                        .get(LIMIT));

        assertThat(sizes)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 100).mapToObj(i -> (Object) i).toList());
        assertThat(Diary.made()).isEqualTo(1);
        nodes.get(1).findActor("raced", Diary.class).orElseThrow().kill();
    }

    @Test
    void when_100_create_the_same_name_then_one_wins_and_99_are_told(List<Wick> nodes)
            throws Exception {
        List<Object> results =
                race(
                        100,
                        i ->
                                nodes.get(i % nodes.size())
                                        .actor(Diary::new)
                                        .named("contested")
                                        .create());

        List<Object> won = results.stream().filter(ActorRef.class::isInstance).toList();
        assertThat(won).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !(result instanceof ActorRef))
                .hasSize(99)
                .allSatisfy(
                        error ->
                                assertThat(error)
                                        .isInstanceOf(ActorNameTakenException.class)
                                        .asString()
                                        .contains("contested"));
        assertThat(((ActorRef<?>) won.getFirst()).name()).isEqualTo("contested");
        ((ActorRef<?>) won.getFirst()).kill();
        assertThat(Diary.made()).isLessThanOrEqualTo(1);
    }

    @Test
    void when_a_name_is_given_up_again_and_again_then_it_can_be_taken_again(List<Wick> nodes) {
        for (int i = 0; i < 20; i++) {
            ActorRef<Diary> diary = nodes.get(i % 3).actor(Diary::new).named("again").create();
            assertThat(diary.call(Diary::note, i).get(LIMIT)).isEqualTo(1);
            diary.stop().get(LIMIT);
            assertThat(nodes.get((i + 1) % 3).findActor("again", Diary.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_arguments_become_ready_in_any_order_then_calls_keep_theirs(
            int node, WickCluster cluster) {
        Wick wick = cluster.wick();
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ActorRef<Diary> slow = diaryOn(cluster, 2);
        ObjectRef<Integer> late = slow.call(Diary::noteSlowly, 0); // 1 when the gate opens
        for (int i = 0; i < 300; i++) {
            switch (i % 3) {
                case 0 -> diary.call(Diary::note, i);
                case 1 -> diary.call(Diary::note, wick.put(i));
                default -> {
                    int number = i;
                    diary.call(Diary::note, wick.submit(() -> number + 0 * late.get()));
                }
            }
        }
        Diary.open();

        assertThat(diary.call(Diary::read).get(LIMIT)).isEqualTo(upTo(300));
        diary.kill();
        slow.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_argument_fails_then_its_call_fails_and_the_next_run(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ActorRef<Diary> failing = diaryOn(cluster, 1 - node);
        diary.call(Diary::note, 0);
        ObjectRef<Integer> lost = diary.call(Diary::note, failing.call(Diary::fail));
        ObjectRef<Integer> next = diary.call(Diary::note, 2);

        assertThatThrownBy(() -> lost.get(LIMIT))
                .isInstanceOf(DependencyFailedException.class)
                .hasRootCauseMessage("torn page");
        assertThat(next.get(LIMIT)).isEqualTo(2);
        assertThat(diary.call(Diary::read).get(LIMIT)).containsExactly(0, 2);
        diary.kill();
        failing.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_one_caller_waits_for_an_argument_then_others_do_not(int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ActorRef<Diary> slow = diaryOn(cluster, 2);
        ObjectRef<Integer> held = diary.call(Diary::note, slow.call(Diary::noteSlowly, 5));

        int size =
                CompletableFuture.supplyAsync(() -> diary.call(Diary::note, 7).get(LIMIT)).join();
        assertThat(size).isEqualTo(1);
        Diary.open();

        assertThat(held.get(LIMIT)).isEqualTo(2);
        assertThat(diary.call(Diary::read).get(LIMIT)).containsExactly(7, 1);
        diary.kill();
        slow.kill();
    }

    @Test
    void when_many_callers_call_from_all_nodes_then_each_keeps_its_order(
            WickCluster cluster, List<Wick> nodes) throws Exception {
        ActorRef<Diary> diary =
                nodes.get(1).actor(Diary::new).named("shared").onNode(cluster.id(2)).create();
        int callers = 12;
        int calls = 500;
        race(
                callers,
                caller -> {
                    ActorRef<Diary> found =
                            nodes.get(caller % 3).findActor("shared", Diary.class).orElseThrow();
                    ObjectRef<Integer> last = null;
                    for (int i = 0; i < calls; i++) {
                        last = found.call(Diary::note, caller * calls + i);
                    }
                    return Objects.requireNonNull(last).get(LIMIT);
                });

        List<Integer> notes = diary.call(Diary::read).get(LIMIT);
        for (int caller = 0; caller < callers; caller++) {
            int first = caller * calls;
            assertThat(notes.stream().filter(n -> n >= first && n < first + calls))
                    .containsExactlyElementsOf(
                            IntStream.range(first, first + calls).boxed().toList());
        }
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_refs_of_actors_travel_in_values_then_they_work_there(int node, WickCluster cluster) {
        Wick wick = cluster.wick();
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ActorRef<Diary> copy = diaryOn(cluster, 2);
        var letter = new Letter("all", diary, List.of(diary, copy));
        Map<String, List<ActorRef<Diary>>> map = Map.of("in", List.of(diary));
        ActorRef<?>[] array = {diary};
        ObjectRef<Letter> stored = wick.put(letter);

        assertThat(on(cluster, 1, () -> letter.diary().call(Diary::note, 1).get())).isEqualTo(1);
        assertThat(on(cluster, 1, () -> letter.copies().get(1).call(Diary::note, 1).get()))
                .isEqualTo(1);
        assertThat(on(cluster, 1, () -> map.get("in").getFirst().call(Diary::note, 2).get()))
                .isEqualTo(2);
        assertThat(on(cluster, 2, () -> stored.get().diary().call(Diary::note, 3).get()))
                .isEqualTo(3);
        assertThat(on(cluster, 1, () -> Arrays.asList(array).getFirst().id()))
                .isEqualTo(diary.id());
        Letter answered = on(cluster, 1, () -> new Letter("back", diary, List.of(copy)));
        assertThat(answered.diary().call(Diary::note, 4).get(LIMIT)).isEqualTo(4);
        diary.kill();
        copy.kill();
    }

    private static <T> T on(WickCluster cluster, int node, io.wick.Fn0<T> function) {
        return cluster.wick().task(function).onNode(cluster.id(node)).submit().get(LIMIT);
    }

    /** An actor that makes actors that make actors. */
    static final class Branch {
        private final List<ActorRef<Branch>> children = new ArrayList<>();

        Branch(int depth) {
            for (int i = 0; depth > 0 && i < 3; i++) {
                children.add(Wick.current().actor(Branch::new, depth - 1).spread().create());
            }
        }

        int size() {
            List<ObjectRef<Integer>> sizes =
                    children.stream().map(child -> child.call(Branch::size)).toList();
            return 1 + sizes.stream().mapToInt(ObjectRef::get).sum();
        }

        void fell() {
            List<ObjectRef<Void>> felled =
                    children.stream().map(child -> child.run(Branch::fell)).toList();
            felled.forEach(ObjectRef::get);
            children.forEach(ActorRef::stop);
        }
    }

    @Test
    void when_actors_make_actors_that_make_actors_then_all_answer(Wick wick) {
        ActorRef<Branch> root = wick.actor(Branch::new, 4).create();

        assertThat(root.call(Branch::size).get(LIMIT)).isEqualTo(121);

        root.run(Branch::fell).get(LIMIT);
        root.stop().get(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_actor_waits_for_itself_then_it_is_told_and_lives_on(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);

        assertThatThrownBy(() -> diary.call(Diary::waitForSelf).get(LIMIT))
                .isInstanceOf(WickException.class)
                .isNotInstanceOf(io.wick.error.GetTimeoutException.class);

        assertThat(diary.call(Diary::note, 5).get(LIMIT)).isPositive();
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_arguments_and_results_are_large_then_they_come_whole(int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        var pages = new ArrayList<ObjectRef<byte[]>>();
        var weights = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 16; i++) {
            ObjectRef<byte[]> page = diary.call(Diary::pages, MIB);
            pages.add(page);
            weights.add(diary.call(Diary::weigh, page));
            weights.add(diary.call(Diary::weigh, new byte[MIB + i]));
        }
        for (int i = 0; i < 16; i++) {
            assertThat(pages.get(i).get(LIMIT)).hasSize(MIB).endsWith(7);
            assertThat(weights.get(2 * i).get(LIMIT)).isEqualTo(MIB + 7);
            assertThat(weights.get(2 * i + 1).get(LIMIT)).isEqualTo(MIB + i);
        }
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_call_streams_then_the_next_call_runs_after_its_end(int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        try (ResultStream<Integer> items = diary.stream(d -> d.countTo(5000), 16)) {
            ObjectRef<Integer> after = diary.call(Diary::note, 1);
            var read = new ArrayList<Integer>();
            for (int i = 0; i < 100; i++) {
                read.add(items.next());
            }
            assertThat(after.isDone()).isFalse();
            items.forEachRemaining(read::add);
            assertThat(read).isEqualTo(upTo(5000));
            assertThat(after.get(LIMIT)).isEqualTo(1);
        }
        diary.kill();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_reader_closes_an_endless_stream_then_the_actor_is_free(
            int node, WickCluster cluster) {
        ActorRef<Diary> diary = diaryOn(cluster, node);
        ResultStream<Integer> items = diary.stream(Diary::count, 4);
        assertThat(items.next()).isZero();
        ObjectRef<Integer> after = diary.call(Diary::note, 1);

        items.close();

        assertThat(after.get(LIMIT)).isEqualTo(1);
        diary.kill();
    }

    @Test
    void when_more_tasks_wait_for_an_actor_than_there_are_cpus_then_it_is_not_starved(
            WickCluster cluster) {
        ActorRef<Diary> diary =
                cluster.wick()
                        .actor(Diary::new)
                        .resources(r -> r.cpus(1))
                        .onNode(cluster.id(1))
                        .create();
        List<ObjectRef<Integer>> tasks =
                IntStream.range(0, 60)
                        .mapToObj(
                                i ->
                                        cluster.wick()
                                                .task(() -> diary.call(Diary::note, i).get())
                                                .onNode(cluster.id(1))
                                                .submit())
                        .toList();

        assertThat(tasks.stream().map(task -> task.get(LIMIT)))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 60).boxed().toList());
        diary.stop().get(LIMIT);
    }

    @Test
    void when_the_context_is_asked_for_outside_an_actor_then_it_says_so(Wick wick) {
        assertThatThrownBy(ActorContext::current).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> wick.submit(() -> ActorContext.current().incarnation()).get(LIMIT))
                .hasRootCauseInstanceOf(ConfigException.class);
    }
}
