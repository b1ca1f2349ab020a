package io.wick.ignite.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wick.Resources;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Resources held for longer than one work. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HoldTest {
    private static final Runnable NOTHING = () -> {};
    private static final Resources GPU = Resources.NONE.gpus(1);

    private final LocalExecutor executor =
            new LocalExecutor(Resources.NONE.cpus(2).gpus(1), "wick-test");

    private void awaitIdle() {
        await().atMost(Duration.ofSeconds(30)).until(executor::isIdle);
    }

    private static void awaitAll(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private Hold held(Resources resources) throws InterruptedException {
        var granted = new CountDownLatch(1);
        Hold hold = executor.hold(resources, granted::countDown, NOTHING);
        awaitAll(granted);
        return hold;
    }

    @Test
    void when_all_cpus_are_held_then_work_waits_for_the_release() throws Exception {
        Hold all = held(Resources.NONE.cpus(2));
        var ran = new CountDownLatch(2);
        TestWork shortWay = TestWork.of(self -> ran.countDown()).submitTo(executor);
        TestWork longWay = new TestWork(GPU.cpus(1), self -> ran.countDown()).submitTo(executor);

        assertThat(executor.isIdle()).isFalse();
        assertThat(shortWay.started).hasValue(0);
        assertThat(longWay.started).hasValue(0);
        executor.release(all);

        awaitAll(ran);
        awaitIdle();
    }

    @Test
    void when_work_keeps_coming_then_a_hold_of_all_cpus_gets_its_turn() throws Exception {
        var granted = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            again(granted);
        }

        Hold hold = executor.hold(Resources.NONE.cpus(2), granted::countDown, NOTHING);

        awaitAll(granted);
        executor.release(hold);
        awaitIdle();
    }

    private void again(CountDownLatch end) {
        TestWork.of(
                        self -> {
                            if (end.getCount() > 0) {
                                again(end);
                            }
                        })
                .submitTo(executor);
    }

    @Test
    void when_a_waiting_hold_is_released_then_those_behind_it_go_on() throws Exception {
        Hold gpu = held(GPU);
        var never = new AtomicInteger();
        Hold waiting = executor.hold(GPU, never::incrementAndGet, NOTHING);
        var ran = new CountDownLatch(1);
        new TestWork(GPU, self -> ran.countDown()).submitTo(executor);

        executor.release(waiting);
        executor.release(gpu);

        awaitAll(ran);
        awaitIdle();
        assertThat(never).hasValue(0);
    }

    @Test
    void when_a_hold_is_released_twice_then_it_comes_back_once() throws Exception {
        Hold one = held(Resources.ONE_CPU);
        Hold other = held(Resources.ONE_CPU);

        executor.release(one);
        executor.release(one);

        assertThat(executor.isIdle()).isFalse();
        executor.release(other);
        awaitIdle();
    }

    @Test
    void when_holds_want_the_same_then_they_get_it_in_the_order_they_came() throws Exception {
        Hold gpu = held(GPU);
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        var holds = new ArrayList<Hold>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            holds.add(executor.hold(GPU, () -> order.add(number), NOTHING));
        }

        executor.release(gpu);
        for (int i = 0; i < 5; i++) {
            int so = i + 1;
            await().atMost(Duration.ofSeconds(30)).until(() -> order.size() == so);
            executor.release(holds.get(i));
        }

        assertThat(order).isEqualTo(List.of(0, 1, 2, 3, 4));
        awaitIdle();
    }

    @Test
    void when_more_is_asked_for_than_there_is_then_it_is_refused() {
        assertThatThrownBy(() -> executor.hold(Resources.NONE.gpus(2), NOTHING, NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpu 2");
        assertThat(executor.isIdle()).isTrue();
    }

    @Test
    void when_the_executor_closes_then_holders_and_those_who_wait_hear_of_it() throws Exception {
        var told = new CountDownLatch(3);
        var granted = new CountDownLatch(1);
        Hold hold = executor.hold(GPU, granted::countDown, told::countDown);
        awaitAll(granted);
        Hold waits = executor.hold(GPU, NOTHING, told::countDown);

        executor.close(work -> {});
        Hold late = executor.hold(GPU, NOTHING, told::countDown);

        awaitAll(told);
        executor.release(hold);
        executor.release(waits);
        executor.release(late);
        awaitIdle();
    }

    @Test
    void when_many_hold_and_work_at_once_then_all_comes_back() throws Exception {
        int each = 2_000;
        var done = new CountDownLatch(2 * each);
        Thread worker =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; i < each; i++) {
                                        TestWork.of(self -> done.countDown()).submitTo(executor);
                                    }
                                });
        for (int i = 0; i < each; i++) {
            var hold = new Hold[1];
            var known = new CountDownLatch(1);
            hold[0] =
                    executor.hold(
                            i % 3 == 0 ? Resources.NONE.cpus(0.5) : Resources.ONE_CPU,
                            () -> {
                                try {
                                    known.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                executor.release(hold[0]);
                                done.countDown();
                            },
                            NOTHING);
            known.countDown();
        }

        awaitAll(done);
        worker.join();
        awaitIdle();
    }
}
