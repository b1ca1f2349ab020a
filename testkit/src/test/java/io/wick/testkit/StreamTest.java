package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.Wick;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results that come while the task runs, and several results; here (0) and elsewhere (1). */
@WickTest(nodes = 2)
class StreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger MADE = new AtomicInteger();
    private static volatile CountDownLatch closed = new CountDownLatch(1);

    @BeforeEach
    void reset() {
        MADE.set(0);
        closed = new CountDownLatch(1);
    }

    private static TaskOptions on(WickCluster cluster, int node) {
        return TaskOptions.DEFAULT.withPlacement(new Placement.OnNode(cluster.id(node)));
    }

    private static Stream<Integer> numbers(int end) {
        return IntStream.range(0, end)
                .peek(i -> MADE.incrementAndGet())
                .boxed()
                .onClose(() -> closed.countDown());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_generator_ends_then_all_results_came_in_order(int node, WickCluster cluster) {
        try (ResultStream<Integer> results =
                cluster.wick().stream(() -> numbers(5000), on(cluster, node), 16)) {
            var read = new ArrayList<Integer>();
            results.forEachRemaining(read::add);
            assertThat(read).isEqualTo(IntStream.range(0, 5000).boxed().toList());
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(java.util.NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_generator_gives_nothing_then_the_stream_ends(int node, WickCluster cluster) {
        try (ResultStream<Integer> results =
                cluster.wick().stream(() -> numbers(0), on(cluster, node), 1)) {
            assertThat(results.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_the_reader_is_slow_then_the_producer_is_at_most_the_buffer_ahead(
            int node, WickCluster cluster) {
        int buffer = 8;
        try (ResultStream<Integer> results =
                cluster.wick().stream(() -> numbers(1000), on(cluster, node), buffer)) {
            for (int read = 0; read < 100; read++) {
                int limit = read + buffer;
                if (read % 25 == 0) {
                    Waiting.until(
                            "the producer uses its buffer, it made " + MADE,
                            LIMIT,
                            () -> MADE.get() >= limit - buffer / 2);
                }
                assertThat(MADE.get()).isLessThanOrEqualTo(limit);
                assertThat(results.next()).isEqualTo(read);
            }
        }
        assertThat(MADE.get()).isLessThanOrEqualTo(100 + buffer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_the_reader_closes_then_the_producer_stops(int node, WickCluster cluster)
            throws InterruptedException {
        ResultStream<Integer> results =
                cluster.wick().stream(() -> numbers(Integer.MAX_VALUE), on(cluster, node), 4);
        assertThat(results.next()).isZero();

        results.close();

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(MADE.get()).isLessThanOrEqualTo(6);
        assertThat(results.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_generator_throws_then_the_results_before_are_given_first(
            int node, WickCluster cluster) {
        try (ResultStream<Integer> results =
                cluster.wick().stream(StreamTest::sevenThenThrow, on(cluster, node), 3)) {
            for (int i = 0; i < 7; i++) {
                assertThat(results.next()).isEqualTo(i);
            }
            assertThatThrownBy(results::hasNext)
                    .isInstanceOf(TaskFailedException.class)
                    .hasRootCauseMessage("no eighth");
        }
    }

    private static Stream<Integer> sevenThenThrow() {
        return numbers(100)
                .map(
                        i -> {
                            if (i == 7) {
                                throw new IllegalStateException("no eighth");
                            }
                            return i;
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_results_are_large_or_null_then_they_come_right(int node, WickCluster cluster) {
        try (ResultStream<long[]> results =
                cluster.wick().stream(StreamTest::largeResults, on(cluster, node), 2)) {
            for (int i = 0; i < 10; i++) {
                long[] value = results.next();
                assertThat(value).hasSize(i % 2 == 0 ? 100_000 : 1);
                assertThat(value[0]).isEqualTo(i);
            }
            assertThat(results.hasNext()).isFalse();
        }
    }

    private static Stream<long[]> largeResults() {
        return IntStream.range(0, 10)
                .mapToObj(
                        i -> {
                            long[] value = new long[i % 2 == 0 ? 100_000 : 1];
                            value[0] = i;
                            return value;
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_stream_view_is_limited_then_it_stops_the_producer(int node, WickCluster cluster)
            throws InterruptedException {
        try (Stream<Integer> view =
                cluster.wick().stream(() -> numbers(Integer.MAX_VALUE), on(cluster, node), 4)
                        .stream()) {
            assertThat(view.limit(10).mapToInt(i -> i).sum()).isEqualTo(45);
        }
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_task_is_split_then_each_part_is_an_object(int node, WickCluster cluster) {
        Wick wick = cluster.wick();
        List<ObjectRef<Object>> parts =
                wick.task(() -> 10)
                        .onNode(cluster.id(node))
                        .split(3, ten -> List.of(ten, "text", new long[100_000]));

        assertThat(parts).hasSize(3);
        assertThat(parts.get(0).get(LIMIT)).isEqualTo(10);
        assertThat(parts.get(1).get(LIMIT)).isEqualTo("text");
        assertThat((long[]) parts.get(2).get(LIMIT)).hasSize(100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_split_gives_another_count_then_all_parts_say_so(int node, WickCluster cluster) {
        List<ObjectRef<Integer>> parts =
                cluster.wick()
                        .task(() -> 10)
                        .onNode(cluster.id(node))
                        .split(3, ten -> List.of(ten, ten));

        for (ObjectRef<Integer> part : parts) {
            assertThatThrownBy(() -> part.get(LIMIT))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("3 parts")
                    .hasMessageContaining("list of 2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_one_part_of_a_split_is_cancelled_then_all_are(int node, WickCluster cluster)
            throws InterruptedException {
        List<ObjectRef<Integer>> parts =
                cluster.wick()
                        .task(StreamTest::waitForInterrupt)
                        .onNode(cluster.id(node))
                        .split(2, one -> List.of(one, one));
        Waiting.until("it runs", LIMIT, () -> MADE.get() == 1);

        assertThat(parts.get(1).cancel()).isTrue();

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        for (ObjectRef<Integer> part : parts) {
            assertThatThrownBy(() -> part.get(LIMIT))
                    .isInstanceOf(io.wick.error.TaskCancelledException.class);
        }
    }

    private static int waitForInterrupt() throws InterruptedException {
        MADE.incrementAndGet();
        try {
            new CountDownLatch(1).await();
            return 0;
        } finally {
            closed.countDown();
        }
    }
}
