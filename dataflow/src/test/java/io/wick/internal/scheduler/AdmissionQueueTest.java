package io.wick.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Resources;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class AdmissionQueueTest {
    private static final Resources CAPACITY = Resources.NONE.cpus(4).gpus(2).memory(1000);
    private static final List<Resources> SHAPES =
            List.of(
                    Resources.ONE_CPU,
                    Resources.NONE,
                    Resources.NONE.cpus(0.25),
                    Resources.NONE.cpus(4),
                    Resources.NONE.cpus(2).memory(600),
                    Resources.NONE.cpus(1).gpus(0.5),
                    Resources.NONE.gpus(2));

    /** What happens to the queue; {@code pick} chooses a shape, or one of those there are. */
    record Step(Kind kind, int pick) {}

    enum Kind {
        ADD,
        RELEASE,
        CANCEL,
        ADMIT
    }

    private record Ticket(int number, Resources shape) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(6, Kind.ADD),
                        net.jqwik.api.Tuple.of(5, Kind.RELEASE),
                        net.jqwik.api.Tuple.of(1, Kind.CANCEL),
                        net.jqwik.api.Tuple.of(6, Kind.ADMIT));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 1 << 20))
                .as(Step::new)
                .list()
                .ofMaxSize(1500);
    }

    @Property(tries = 300)
    void when_tickets_come_and_go_in_any_order_then_the_promises_hold(
            @ForAll("steps") List<Step> steps) {
        var model = new Model();
        for (Step step : steps) {
            model.apply(step);
        }
        model.finish();
    }

    /** The queue under test beside a list of what waits and what runs. */
    private static final class Model {
        private final ResourceLedger ledger = new ResourceLedger(CAPACITY);
        private final AdmissionQueue<Ticket> queue = new AdmissionQueue<>(ledger);
        private final List<Ticket> waiting = new ArrayList<>();
        private final List<Ticket> running = new ArrayList<>();
        private final Map<Ticket, Integer> overtaken = new LinkedHashMap<>();
        private int added;
        private int cancelled;
        private int started;

        void apply(Step step) {
            switch (step.kind) {
                case ADD -> {
                    var ticket = new Ticket(added++, SHAPES.get(step.pick % SHAPES.size()));
                    waiting.add(ticket);
                    queue.add(ticket.shape, ticket);
                }
                case RELEASE -> {
                    if (!running.isEmpty()) {
                        queue.release(running.remove(step.pick % running.size()).shape);
                    }
                }
                case CANCEL -> {
                    if (!waiting.isEmpty()) {
                        Ticket ticket = waiting.remove(step.pick % waiting.size());
                        assertThat(queue.cancel(ticket.shape, ticket)).isTrue();
                        assertThat(queue.cancel(ticket.shape, ticket)).isFalse();
                        cancelled++;
                    }
                }
                case ADMIT -> admit();
            }
            check();
        }

        private void admit() {
            for (Ticket ticket : queue.admit()) {
                assertThat(heads()).as("FIFO within a shape").contains(ticket);
                heads().stream()
                        .filter(head -> head.number < ticket.number)
                        .filter(head -> takesWhatLacks(ticket, head))
                        .forEach(head -> overtaken.merge(head, 1, Integer::sum));
                waiting.remove(ticket);
                running.add(ticket);
                started++;
            }
            if (!queue.isHeadReserved()) {
                assertThat(heads()).as("what fits has started").noneMatch(head -> fits(head.shape));
            }
        }

        /** Only such a start makes the head wait longer. */
        private boolean takesWhatLacks(Ticket ticket, Ticket head) {
            return head.shape.amounts().entrySet().stream()
                    .anyMatch(
                            entry ->
                                    ticket.shape.thousandths(entry.getKey()) > 0
                                            && held(entry.getKey()) + entry.getValue()
                                                    > CAPACITY.thousandths(entry.getKey()));
        }

        private List<Ticket> heads() {
            var first = new LinkedHashMap<Resources, Ticket>();
            waiting.forEach(ticket -> first.putIfAbsent(ticket.shape, ticket));
            return List.copyOf(first.values());
        }

        private long held(String name) {
            return running.stream().mapToLong(ticket -> ticket.shape.thousandths(name)).sum();
        }

        private boolean fits(Resources shape) {
            return shape.amounts().entrySet().stream()
                    .allMatch(
                            entry ->
                                    held(entry.getKey()) + entry.getValue()
                                            <= CAPACITY.thousandths(entry.getKey()));
        }

        private void check() {
            for (String name : CAPACITY.amounts().keySet()) {
                assertThat(held(name)).isBetween(0L, CAPACITY.thousandths(name));
                assertThat(ledger.free(name)).isEqualTo(CAPACITY.thousandths(name) - held(name));
            }
            assertThat(overtaken.values()).allMatch(times -> times <= AdmissionQueue.MAX_OVERTAKEN);
            assertThat(queue.isEmpty()).isEqualTo(waiting.isEmpty());
            assertThat(ledger.isIdle()).isEqualTo(running.stream().allMatch(Model::holdsNothing));
        }

        private static boolean holdsNothing(Ticket ticket) {
            return ticket.shape.amounts().isEmpty();
        }

        void finish() {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                int before = waiting.size() + running.size();
                running.forEach(ticket -> queue.release(ticket.shape));
                running.clear();
                admit();
                check();
                assertThat(waiting.size() + running.size()).as("progress").isLessThan(before + 1);
                assertThat(waiting.isEmpty() || !running.isEmpty()).as("progress").isTrue();
            }
            assertThat(started + cancelled).isEqualTo(added);
            assertThat(ledger.isIdle()).isTrue();
            assertThat(queue.drain()).isEmpty();
        }
    }

    @Test
    void when_a_large_task_waits_then_at_most_64_small_ones_start_before_it() {
        var queue = new AdmissionQueue<String>(new ResourceLedger(Resources.NONE.cpus(2)));
        queue.add(Resources.ONE_CPU, "first");
        queue.admit();
        queue.add(Resources.NONE.cpus(2), "large");
        int before = 0;
        for (int i = 0; i < 200; i++) {
            queue.add(Resources.NONE.cpus(0.5), "small");
            for (String small : queue.admit()) {
                before += small.equals("small") ? 1 : 0;
                queue.release(Resources.NONE.cpus(0.5));
            }
        }
        assertThat(before).isEqualTo(AdmissionQueue.MAX_OVERTAKEN);
        assertThat(queue.isHeadReserved()).isTrue();

        queue.release(Resources.ONE_CPU);

        assertThat(queue.admit()).containsExactly("large");
        assertThat(queue.isHeadReserved()).isFalse();
    }

    @Test
    void when_the_reserved_head_is_cancelled_then_the_next_of_its_shape_is_not_reserved() {
        var queue = new AdmissionQueue<String>(new ResourceLedger(Resources.NONE.cpus(2)));
        queue.add(Resources.ONE_CPU, "first");
        queue.admit();
        queue.add(Resources.NONE.cpus(2), "old");
        for (int i = 0; i < AdmissionQueue.MAX_OVERTAKEN; i++) {
            queue.overtaken();
        }
        queue.add(Resources.NONE.cpus(2), "young");

        queue.cancel(Resources.NONE.cpus(2), "old");

        assertThat(queue.isHeadReserved()).isFalse();
    }

    @Test
    void when_a_reserved_head_lacks_a_gpu_then_tasks_that_want_none_still_start() {
        // The holder of the GPU may be waiting for one of them: holding them back is a deadlock.
        var queue = new AdmissionQueue<String>(new ResourceLedger(Resources.NONE.cpus(2).gpus(1)));
        queue.add(Resources.ONE_CPU.gpus(1), "holder");
        assertThat(queue.admit()).containsExactly("holder");
        queue.add(Resources.ONE_CPU.gpus(1), "next");
        for (int i = 0; i < AdmissionQueue.MAX_OVERTAKEN; i++) {
            queue.overtaken();
        }
        queue.add(Resources.NONE.cpus(0.5), "child of the holder");

        assertThat(queue.admit()).containsExactly("child of the holder");
    }

    @Test
    void when_more_is_released_than_held_then_the_ledger_refuses() {
        var ledger = new ResourceLedger(CAPACITY);
        ledger.tryAcquire(Resources.NONE.cpus(0.5));

        assertThatThrownBy(() -> ledger.release(Resources.ONE_CPU))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'cpu'");
        assertThat(ledger.free(Resources.CPU)).isEqualTo(3500);
    }

    @Test
    void when_one_of_several_is_short_then_nothing_is_taken() {
        var ledger = new ResourceLedger(CAPACITY);

        assertThat(ledger.tryAcquire(Resources.NONE.cpus(1).gpus(3))).isFalse();
        assertThat(ledger.isIdle()).isTrue();
    }
}
