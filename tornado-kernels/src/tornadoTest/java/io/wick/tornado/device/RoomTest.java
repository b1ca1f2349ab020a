package io.wick.tornado.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.Numeric;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.spi.DeviceException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import uk.ac.manchester.tornado.api.TornadoExecutionPlan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(120)
class RoomTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void when_it_never_fits_then_the_figures_are_told_at_once() {
        var room = new Room(100);

        assertThatThrownBy(() -> room.take(101, LONG, () -> true))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("101 bytes")
                .hasMessageContaining("100");
        assertThat(room.used()).isZero();
    }

    @Test
    void when_others_hold_too_much_and_nothing_can_go_then_it_says_so_without_patience() {
        var room = new Room(100);
        room.take(80, LONG, () -> false);

        assertThatThrownBy(() -> room.take(30, Duration.ZERO, () -> false))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("80 of 100 bytes")
                .satisfies(e -> assertThat(((DeviceException) e).permanent()).isFalse());
        room.take(30, Duration.ZERO, evictingOnce(room, 80));
        assertThat(room.used()).isEqualTo(30);
    }

    private static java.util.function.BooleanSupplier evictingOnce(Room room, long bytes) {
        var left = new AtomicLong(bytes);
        return () -> {
            long held = left.getAndSet(0);
            room.give(held);
            return held > 0;
        };
    }

    @Test
    void when_others_give_back_in_time_then_who_waits_gets_it() throws Exception {
        var room = new Room(100);
        room.take(80, LONG, () -> false);
        var looked = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> waits =
                    threads.submit(
                            () ->
                                    room.take(
                                            30,
                                            LONG,
                                            () -> {
                                                looked.countDown();
                                                return false;
                                            }));
            looked.await();
            room.give(80);
            waits.get();
        }
        assertThat(room.used()).isEqualTo(30);
    }

    @Test
    void when_sequences_need_more_memory_together_than_there_is_then_they_take_turns()
            throws Exception {
        assertThat(Numeric.local().devices()).isNotEmpty(); // TornadoVM has started
        int length = 20_000;
        long each = 3L * 4 * length + 4096;
        var cache = new PlanCache("test", TornadoExecutionPlan.getDevice(0, 0), 2 * each + 1000);
        var most = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                int plan = i % 6; // of six, which do not fit beside each other
                work.add(
                        () -> {
                            SequenceLayout layout = layout(length - plan);
                            cache.run(layout, LONG);
                            most.accumulateAndGet(cache.used(), Math::max);
                            Floats sum = (Floats) layout.sequence().results().getFirst();
                            return sum.get(length - 7) == 5f;
                        });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(most.get()).isPositive().isLessThanOrEqualTo(2 * each + 1000);
        assertThat(cache.size()).isLessThanOrEqualTo(3);
    }

    private static SequenceLayout layout(int length) {
        Floats x = Floats.zeros(length);
        Floats y = Floats.zeros(length);
        for (int i = 0; i < length; i++) {
            x.set(i, 2);
            y.set(i, 3);
        }
        Formula formula =
                Formula.of(
                        "plus", ElementType.FLOAT, Expression.input(0).plus(Expression.input(1)));
        KernelSequence sequence = KernelProgram.of(formula.kernel()).bind(x, y);
        return new SequenceLayout(sequence, List.of(new FormulaKernel(formula)));
    }
}
