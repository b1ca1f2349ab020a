package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Scope;
import io.wick.Stats;
import io.wick.Wick;
import io.wick.error.ObjectLostException;
import io.wick.error.WickException;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.cache.CachePeekMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Objects are gone everywhere soon after nobody holds them. */
@WickTest(nodes = 3)
class ReleaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration RELEASE = Duration.ofSeconds(30);
    private static final int LARGE = 100_000;

    private static long held(WickCluster cluster) {
        return cluster.nodes().stream().map(Wick::stats).mapToLong(ReleaseTest::held).sum();
    }

    private static long held(Stats stats) {
        return stats.objectsHeld() + stats.refsExported() + stats.refsBorrowed();
    }

    private static int storedEntries(WickCluster cluster) {
        var ignite = ((IgniteEngine) cluster.wick().engine()).ignite();
        return ignite.cache("wick-objects").size(CachePeekMode.ALL)
                + ignite.cache("wick-results").size(CachePeekMode.ALL);
    }

    private static void awaitNothing(WickCluster cluster) {
        Waiting.until(
                "no object, ref or stored byte is held",
                RELEASE,
                () -> {
                    System.gc();
                    return held(cluster) == 0 && storedEntries(cluster) == 0;
                });
    }

    @Test
    void when_handles_are_gone_then_put_objects_are(WickCluster cluster) {
        putAndRead(cluster);
        awaitNothing(cluster);
    }

    private static void putAndRead(WickCluster cluster) {
        var refs = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < 9; i++) {
            refs.add(cluster.node(i % 3).put(new long[LARGE]));
        }
        assertThat(cluster.wick().get(refs)).hasSize(9);
        assertThat(storedEntries(cluster)).isGreaterThanOrEqualTo(18);
        assertThat(held(cluster)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void when_handles_are_gone_then_results_and_refs_inside_are(WickCluster cluster) {
        nestRefs(cluster);
        awaitNothing(cluster);
    }

    private static void nestRefs(WickCluster cluster) {
        Wick wick = cluster.wick();
        for (int node = 0; node < 3; node++) {
            ObjectRef<List<ObjectRef<long[]>>> outer =
                    wick.task(ReleaseTest::putTwo).onNode(cluster.id(node)).submit();
            var inner = outer.get(LIMIT);
            ObjectRef<Integer> used =
                    wick.task(() -> inner.get(1).get().length)
                            .onNode(cluster.id((node + 1) % 3))
                            .submit();
            assertThat(used.get(LIMIT)).isEqualTo(LARGE);
        }
    }

    private static List<ObjectRef<long[]>> putTwo() {
        Wick wick = Wick.current();
        return List.of(wick.put(new long[LARGE]), wick.submit(() -> new long[LARGE]));
    }

    @Test
    void when_refs_are_inside_stored_objects_then_they_live_and_go_with_them(WickCluster cluster) {
        storeRefs(cluster);
        awaitNothing(cluster);
    }

    private record Shelf(long[] padding, List<ObjectRef<long[]>> refs) {}

    private static void storeRefs(WickCluster cluster) {
        Wick wick = cluster.wick();
        List<ObjectRef<long[]>> elsewhere =
                wick.task(ReleaseTest::putTwo).onNode(cluster.id(1)).submit().get(LIMIT);
        ObjectRef<Shelf> shelf = wick.put(new Shelf(new long[LARGE], elsewhere));
        System.gc();
        for (int node = 0; node < 3; node++) {
            ObjectRef<Integer> used =
                    wick.task(() -> shelf.get().refs().getFirst().get().length)
                            .onNode(cluster.id(node))
                            .submit();
            assertThat(used.get(LIMIT)).isEqualTo(LARGE);
        }
    }

    @Test
    void when_an_object_is_freed_then_it_is_gone_and_says_so_everywhere(WickCluster cluster) {
        Wick wick = cluster.wick();
        ObjectRef<long[]> ref = wick.put(new long[LARGE]);
        ObjectRef<Integer> used = wick.task(() -> ref.get().length).onNode(cluster.id(1)).submit();
        assertThat(used.get(LIMIT)).isEqualTo(LARGE);
        assertThat(storedEntries(cluster)).isEqualTo(2);

        ref.free();
        ref.free();

        assertThatThrownBy(ref::get)
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("freed");
        assertThatThrownBy(
                        () ->
                                wick.task(() -> ref.get().length)
                                        .onNode(cluster.id(1))
                                        .submit()
                                        .get(LIMIT))
                .hasStackTraceContaining("freed");
        Waiting.until("no bytes are left", RELEASE, () -> storedEntries(cluster) == 0);
    }

    @Test
    void when_a_borrower_frees_then_the_owner_and_others_see_it(WickCluster cluster) {
        ObjectRef<long[]> ref = cluster.wick().put(new long[LARGE]);
        ObjectRef<String> done =
                cluster.wick()
                        .task(
                                () -> {
                                    ref.free();
                                    return "freed";
                                })
                        .onNode(cluster.id(2))
                        .submit();
        assertThat(done.get(LIMIT)).isEqualTo("freed");

        Waiting.until("no bytes are left", RELEASE, () -> storedEntries(cluster) == 0);
        assertThatThrownBy(() -> ref.get(LIMIT)).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void when_a_scope_closes_then_what_it_kept_is_freed(WickCluster cluster) {
        Wick wick = cluster.wick();
        ObjectRef<long[]> outside;
        try (Scope scope = wick.scope()) {
            outside = scope.keep(wick.put(new long[LARGE]));
            scope.keep(wick.task(() -> new long[LARGE]).onNode(cluster.id(1)).submit()).get(LIMIT);
            assertThat(outside.get()).hasSize(LARGE);
        }
        assertThatThrownBy(outside::get).isInstanceOf(ObjectLostException.class);
        Waiting.until("no bytes are left", RELEASE, () -> storedEntries(cluster) == 0);
    }

    @Test
    void when_a_large_result_comes_after_its_task_was_cancelled_then_it_is_dropped(
            WickCluster cluster) throws InterruptedException {
        for (int node = 0; node < 3; node++) {
            var started = new java.util.concurrent.CountDownLatch(1);
            STARTED.set(started);
            ObjectRef<long[]> ref =
                    cluster.wick().task(ReleaseTest::deaf).onNode(cluster.id(node)).submit();
            assertThat(started.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(ref.cancel()).isTrue();
        }
        awaitNothing(cluster);
    }

    private static final java.util.concurrent.atomic.AtomicReference<
                    java.util.concurrent.CountDownLatch>
            STARTED = new java.util.concurrent.atomic.AtomicReference<>();

    /** Gives its result although it is interrupted. */
    private static long[] deaf() {
        STARTED.get().countDown();
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return new long[LARGE];
        }
        return new long[0];
    }

    @Test
    void when_a_task_is_interrupted_while_its_result_is_stored_then_none_is_left(
            WickCluster cluster) {
        readInterrupted(cluster);
        awaitNothing(cluster);
    }

    /** As one that is cancelled at that moment; the function's thread is interrupted all along. */
    private static void readInterrupted(WickCluster cluster) {
        Wick wick = cluster.wick();
        for (int node = 0; node < 3; node++) {
            ObjectRef<long[]> one =
                    wick.task(() -> interrupted(LARGE)).onNode(cluster.id(node)).submit();
            List<ObjectRef<long[]>> parts =
                    wick.task(() -> interrupted(LARGE))
                            .onNode(cluster.id(node))
                            .split(2, (long[] all) -> List.of(all, all));
            assertThat(one.get(LIMIT)).hasSize(LARGE);
            assertThat(wick.get(parts, LIMIT)).hasSize(2);
        }
    }

    private static long[] interrupted(int length) {
        Thread.currentThread().interrupt();
        return new long[length];
    }

    @Test
    void when_an_interrupted_thread_puts_then_the_object_is_there_and_goes(WickCluster cluster) {
        putInterrupted(cluster.wick());
        awaitNothing(cluster);
    }

    private static void putInterrupted(Wick wick) {
        Thread.currentThread().interrupt();
        ObjectRef<long[]> put = wick.put(new long[LARGE]);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(put.get(LIMIT)).hasSize(LARGE);
    }

    @Test
    void when_a_part_cannot_be_stored_then_those_before_it_are_not_left(WickCluster cluster) {
        Wick wick = cluster.wick();
        for (int node = 0; node < 3; node++) {
            List<ObjectRef<Object>> parts =
                    wick.task(() -> LARGE)
                            .onNode(cluster.id(node))
                            .split(
                                    2,
                                    (Integer n) ->
                                            List.of(
                                                    new long[n],
                                                    List.of(new Thread(), new long[n])));
            assertThatThrownBy(() -> parts.getFirst().get(LIMIT)).isInstanceOf(WickException.class);
        }
        awaitNothing(cluster);
    }

    /** Small as it looks, so that it is written into the message, and taken out again. */
    private record Plain(Label label, ObjectRef<long[]> ref) {}

    private record Label(@Nullable Label next, String text) {}

    @Test
    void when_a_result_is_larger_than_it_looks_then_the_refs_in_it_are_counted_once(
            WickCluster cluster) {
        labelled(cluster);
        awaitNothing(cluster);
    }

    private static void labelled(WickCluster cluster) {
        ObjectRef<Plain> plain =
                cluster.wick().task(ReleaseTest::plain).onNode(cluster.id(1)).submit();
        assertThat(plain.get(LIMIT).ref().get(LIMIT)).hasSize(LARGE);
    }

    private static Plain plain() {
        Label label = null;
        for (int i = 0; i < 2000; i++) {
            label = new Label(label, "some text " + i);
        }
        return new Plain(label, Wick.current().put(new long[LARGE]));
    }
}
