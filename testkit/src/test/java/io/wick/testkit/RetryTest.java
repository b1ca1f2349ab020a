package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.wick.ObjectRef;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Exceptions of the user's functions, here (node 0) and on another node (node 1). */
@WickTest(nodes = 2)
class RetryTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger RUNS = new AtomicInteger();

    @BeforeEach
    void reset() {
        RUNS.set(0);
    }

    private static int failUntil(int run) throws IOException {
        int now = RUNS.incrementAndGet();
        if (now < run) {
            throw new FileNotFoundException("run " + now);
        }
        return now;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_nothing_is_asked_then_an_exception_is_not_retried(int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(() -> failUntil(2))
                        .named("reader")
                        .onNode(cluster.id(node))
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("reader")
                .hasMessageContaining("attempt 1")
                .hasMessageContaining(cluster.id(node).toString())
                .hasCauseInstanceOf(FileNotFoundException.class)
                .cause()
                .hasMessage("run 1")
                .satisfies(
                        cause ->
                                assertThat(cause.getStackTrace())
                                        .anyMatch(f -> f.getMethodName().equals("failUntil")));
        assertThat(RUNS).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_a_subclass_of_a_retry_type_is_thrown_then_it_runs_again(
            int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(() -> failUntil(3))
                        .retryOn(IOException.class)
                        .onNode(cluster.id(node))
                        .submit();

        assertThat(ref.get(LIMIT)).isEqualTo(3);
        assertThat(RUNS).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_retries_are_used_up_then_the_last_exception_is_given(int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(() -> failUntil(100))
                        .retryOn(IOException.class)
                        .retries(2)
                        .onNode(cluster.id(node))
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .asInstanceOf(type(TaskFailedException.class))
                .satisfies(e -> assertThat(e.task().attempt()).isEqualTo(3))
                .satisfies(e -> assertThat(e.getCause()).hasMessage("run 3"));
        assertThat(RUNS).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_another_type_is_thrown_then_it_is_not_retried(int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .task(() -> failUntil(2))
                        .retryOn(IllegalStateException.class)
                        .onNode(cluster.id(node))
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT)).isInstanceOf(TaskFailedException.class);
        assertThat(RUNS).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_error_is_thrown_then_the_node_goes_on(int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .<Integer>task(
                                () -> {
                                    throw new StackOverflowError("deep");
                                })
                        .onNode(cluster.id(node))
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(cluster.wick().task(() -> 1).onNode(cluster.id(node)).submit().get(LIMIT))
                .isEqualTo(1);
    }

    /** Cannot even say what it is. */
    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("mute");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void when_an_exception_cannot_say_what_it_is_then_its_class_is_told(
            int node, WickCluster cluster) {
        ObjectRef<Integer> ref =
                cluster.wick()
                        .<Integer>task(
                                () -> {
                                    throw new Mute();
                                })
                        .onNode(cluster.id(node))
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining(Mute.class.getName());
    }
}
