package io.wick.ignite.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wick.error.ObjectLostException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.ignite.internal.object.FakeNodes.Node;
import io.wick.ignite.internal.wire.Op;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Counting of refs between nodes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefTableTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeNodes nodes = new FakeNodes();
    private final Node a = nodes.add(1);
    private final Node b = nodes.add(2);
    private final Node c = nodes.add(3);

    @AfterEach
    void close() {
        nodes.close();
    }

    private static void soon(ThrowingRunnable check) {
        await().atMost(SOON).untilAsserted(check);
    }

    /** Waits while the collector finds handles that nobody holds. */
    private void collected(ThrowingRunnable check) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            System.gc();
                            a.timePasses();
                            b.timePasses();
                            check.run();
                        });
    }

    @Test
    void when_a_ref_is_handed_to_a_node_then_its_value_can_be_got_there() {
        Ref<?> there = a.handTo(b, a.done("small"));

        assertThat(there.owner()).isEqualTo(a.id);
        assertThat(there.isDone()).isFalse();
        assertThat(there.get(SOON)).isEqualTo("small");
        assertThat(a.refs.exported()).isEqualTo(1);
        assertThat(b.refs.borrowed()).isEqualTo(1);
    }

    @Test
    void when_the_value_has_any_form_then_it_arrives_equal() {
        for (Object value : List.of(1, 2.5, "x".repeat(900), List.of(1, "two"), new int[] {1, 2})) {
            assertThat(a.handTo(b, a.done(value)).get(SOON)).isEqualTo(value);
        }
        assertThat(a.handTo(b, a.done(Ref.NULL)).get(SOON)).isNull();
    }

    @Test
    void when_the_value_comes_later_then_the_asker_hears_of_it() {
        Ref<Object> here = a.pending();
        Ref<?> there = a.handTo(b, here);
        var future = there.toCompletableFuture();
        soon(() -> assertThat(a.received).contains(Op.RESOLVE));
        assertThat(future).isNotDone();

        here.complete(5);

        assertThat(future.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(5);
    }

    @Test
    void when_the_task_failed_then_the_error_arrives_with_its_task() {
        var error =
                new TaskFailedException(
                        new TaskInfo("t", a.id, 2), "It threw", new IllegalStateException("why"));

        Ref<?> there = a.handTo(b, a.done(new Failure(error)));

        assertThatThrownBy(() -> there.get(SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage(error.getMessage())
                .hasRootCauseMessage("why");
    }

    @Test
    void when_the_error_holds_what_cannot_travel_then_a_plain_copy_arrives() {
        class Odd extends RuntimeException {
            private static final long serialVersionUID = 1L;
            final transient Thread held = Thread.currentThread();
            final Object lock = Thread.currentThread();
        }

        var error = new TaskFailedException(new TaskInfo("t", null, 1), "It threw", new Odd());

        assertThatThrownBy(() -> a.handTo(b, a.done(new Failure(error))).get(SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("It threw")
                .rootCause()
                .hasMessageContaining("Odd");
    }

    @Test
    void when_a_ref_comes_home_then_it_is_the_same_ref() {
        Ref<Object> here = a.done(1);

        assertThat(b.handTo(a, a.handTo(b, here))).isSameAs(here);
    }

    @Test
    void when_a_ref_comes_twice_then_one_handle_stands_for_both() {
        Ref<Object> here = a.done(1);

        assertThat(a.handTo(b, here)).isSameAs(a.handTo(b, here));
        assertThat(b.refs.borrowed()).isEqualTo(1);
    }

    @Test
    void when_a_borrower_hands_it_on_then_the_third_node_gets_it_from_the_owner() {
        Ref<?> second = a.handTo(b, a.done("x"));

        Ref<?> third = b.handTo(c, second);

        assertThat(third.owner()).isEqualTo(a.id);
        assertThat(third.get(SOON)).isEqualTo("x");
        soon(() -> assertThat(a.received).contains(Op.BORROW));
    }

    @Test
    void when_the_third_node_still_holds_it_then_the_release_of_the_second_keeps_it() {
        Ref<?> third = b.handTo(c, a.handTo(b, a.done("x")));

        collected(() -> assertThat(b.refs.borrowed()).isZero());
        soon(() -> assertThat(a.received).contains(Op.BORROW, Op.RELEASE));
        a.timePasses();

        assertThat(third.get(SOON)).isEqualTo("x");
        assertThat(a.refs.exported()).isEqualTo(1);
    }

    @Test
    void when_nobody_holds_a_handle_any_more_then_the_owner_lets_go() {
        Ref<Object> here = a.done("x");
        for (int i = 0; i < 5; i++) {
            a.handTo(b, here);
        }
        b.handTo(c, a.handTo(b, here));

        collected(
                () -> {
                    assertThat(b.refs.borrowed()).isZero();
                    assertThat(c.refs.borrowed()).isZero();
                    assertThat(a.refs.exported()).isZero();
                });
        java.lang.ref.Reference.reachabilityFence(here);
    }

    @Test
    void when_the_release_of_a_node_overtakes_the_borrow_for_it_then_the_sum_is_zero_in_the_end() {
        Ref<Object> here = a.done("x");
        a.handTo(b, here);
        long number = here.number();

        handle(a, Op.RELEASE, c, number, 1);
        handle(a, Op.RELEASE, b, number, 1);
        a.timePasses();
        assertThat(a.refs.exported()).as("a borrow is on its way").isEqualTo(1);
        borrow(a, b, number, c);
        a.timePasses();

        assertThat(a.refs.exported()).isZero();
    }

    private static void handle(Node node, Op op, Node from, long number, int count) {
        var out = new io.wick.ignite.internal.codec.ByteWriter();
        out.varlong(number).varint(count);
        node.refs.handle(op, from.id, reader(out));
    }

    private static void borrow(Node node, Node from, long number, Node holder) {
        var out = new io.wick.ignite.internal.codec.ByteWriter();
        out.varlong(number).uuid(holder.id);
        node.refs.handle(Op.BORROW, from.id, reader(out));
    }

    private static io.wick.ignite.internal.codec.ByteReader reader(
            io.wick.ignite.internal.codec.ByteWriter out) {
        return new io.wick.ignite.internal.codec.ByteReader(out.array(), 0, out.size());
    }

    @Test
    void when_the_owner_frees_it_then_holders_see_it_lost() {
        Ref<Object> here = a.done("x");
        Ref<?> got = a.handTo(b, here);
        got.get(SOON);
        Ref<?> notYet = a.handTo(c, here);

        here.free();

        soon(() -> assertThatThrownBy(got::get).isInstanceOf(ObjectLostException.class));
        assertThatThrownBy(() -> notYet.get(SOON)).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void when_a_borrower_frees_it_then_it_is_lost_everywhere() {
        Ref<Object> here = a.done("x");
        Ref<?> there = a.handTo(b, here);
        Ref<?> third = a.handTo(c, here);

        there.free();

        assertThatThrownBy(there::get).isInstanceOf(ObjectLostException.class);
        soon(() -> assertThatThrownBy(here::get).isInstanceOf(ObjectLostException.class));
        soon(
                () ->
                        assertThatThrownBy(() -> third.get(SOON))
                                .isInstanceOf(ObjectLostException.class));
    }

    @Test
    void when_the_owner_leaves_then_pending_handles_fail_and_known_values_stay() {
        Ref<?> known = a.handTo(b, a.done("x"));
        known.get(SOON);
        Ref<?> pending = a.handTo(b, a.pending());
        var future = pending.toCompletableFuture();

        nodes.leave(a);

        assertThat(known.get()).isEqualTo("x");
        assertThat(future)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(ObjectLostException.class)
                .withMessageContaining(a.id.toString());
        assertThatThrownBy(() -> c.readFromStore(storedDescriptorOf(a)).get(SOON))
                .isInstanceOf(ObjectLostException.class);
    }

    private static byte[] storedDescriptorOf(Node node) {
        return node.descriptor(node.done("x"), null);
    }

    @Test
    void when_a_holder_leaves_then_the_owner_lets_go() {
        Ref<Object> here = a.done("x");
        Ref<?> there = a.handTo(b, here);

        nodes.leave(b);
        a.timePasses();

        assertThat(a.refs.exported()).isZero();
        java.lang.ref.Reference.reachabilityFence(there);
    }

    @Test
    void when_a_borrow_for_a_node_comes_after_that_has_left_then_the_owner_lets_go() {
        Ref<Object> here = a.done("x");
        a.handTo(b, here);
        nodes.leave(c);

        borrow(a, b, here.number(), c);
        handle(a, Op.RELEASE, b, here.number(), 1);
        a.timePasses();

        assertThat(a.refs.exported()).as("held for a node that is gone").isZero();
    }

    @Test
    void when_a_ref_inside_a_stored_value_is_read_at_once_then_it_is_found() {
        Ref<Object> inner = a.done("inner");
        byte[] stored = a.descriptor(inner, null);

        assertThat(a.readFromStore(stored)).isSameAs(inner);
        assertThat(b.readFromStore(stored).get(SOON)).isEqualTo("inner");
    }

    @Test
    void when_a_ref_inside_a_stored_value_is_read_here_later_then_it_is_still_found() {
        Ref<Object> inner = a.done("inner"); // held by the stored object's refs()
        byte[] stored = a.descriptor(inner, null);
        a.timePasses();

        assertThat(a.readFromStore(stored).get(SOON)).isEqualTo("inner");
        java.lang.ref.Reference.reachabilityFence(inner);
    }

    @Test
    void when_a_ref_inside_a_stored_value_is_read_elsewhere_later_then_it_is_still_found() {
        Ref<Object> inner = a.done("inner"); // held by the stored object's refs()
        byte[] stored = a.descriptor(inner, null);
        a.timePasses();

        assertThat(b.readFromStore(stored).get(SOON)).isEqualTo("inner");
        java.lang.ref.Reference.reachabilityFence(inner);
    }

    @Test
    void when_a_sweep_races_with_a_new_descriptor_then_the_receiver_still_finds_the_ref()
            throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20_000; round++) {
                Ref<Object> here = a.done(round);
                a.descriptor(here, b);
                handle(a, Op.RELEASE, b, here.number(), 1);
                var start = new CyclicBarrier(2);
                Future<?> sweep =
                        pool.submit(
                                () -> {
                                    start.await(10, TimeUnit.SECONDS);
                                    a.timePasses();
                                    return null;
                                });
                Future<?> write =
                        pool.submit(
                                () -> {
                                    start.await(10, TimeUnit.SECONDS);
                                    return a.descriptor(here, b);
                                });
                sweep.get(10, TimeUnit.SECONDS);
                write.get(10, TimeUnit.SECONDS);

                assertThat(a.refs.exported())
                        .as("round %d: handed out, swept before it was counted", round)
                        .isEqualTo(1);
                handle(a, Op.RELEASE, b, here.number(), 1);
                a.timePasses();
                assertThat(a.refs.exported()).isZero();
            }
        }
    }

    @Test
    void when_the_outcome_is_lost_while_an_answer_is_due_then_the_asker_gets_the_next_one()
            throws Exception {
        Ref<Object> here = a.pending();
        Ref<?> there = a.handTo(b, here);
        var future = there.toCompletableFuture();
        soon(() -> assertThat(a.received).contains(Op.RESOLVE));
        var lost = new StoredObject(new java.util.UUID(9, 9), false, false, 1, List.of());

        // The answer is given on the callback thread; before it runs the value is lost.
        var hold = new CyclicBarrier(2);
        Future<?> busy = a.callbacks.submit(() -> hold.await(10, TimeUnit.SECONDS));
        here.complete(lost);
        here.replace(lost, null);
        hold.await(10, TimeUnit.SECONDS);
        busy.get(10, TimeUnit.SECONDS);
        a.callbacks.submit(() -> {}).get(10, TimeUnit.SECONDS);
        here.complete("rebuilt");

        assertThat(future).succeedsWithin(SOON).isEqualTo("rebuilt");
    }

    @Test
    void when_a_ref_of_another_engine_is_written_then_it_is_refused() {
        assertThatThrownBy(() -> a.descriptor(b.done(1), c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another Wick");
    }

    @Test
    void when_refs_travel_inside_values_then_they_arrive_and_are_counted() {
        Ref<Object> inner = a.done("inner");
        Ref<?> outer = a.handTo(b, a.done(new ArrayList<>(List.of(inner, inner))));

        List<?> list = (List<?>) outer.get(SOON);

        assertThat(list.get(0)).isSameAs(list.get(1));
        assertThat(((Ref<?>) list.get(0)).get(SOON)).isEqualTo("inner");
        assertThat(a.refs.exported()).isEqualTo(2);
    }
}
