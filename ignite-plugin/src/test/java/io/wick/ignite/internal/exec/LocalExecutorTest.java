package io.wick.ignite.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Resources;
import io.wick.internal.scheduler.AdmissionQueue;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Stress of the executor; after each test everything it held must be back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalExecutorTest {
    private static final int PRODUCERS = 4;
    private static final long SEED = 20_260_101;

    private static LocalExecutor executor(double cpus) {
        return new LocalExecutor(Resources.NONE.cpus(cpus).gpus(1), "wick-test");
    }

    /** Equal to one CPU, but another instance: takes the way over the ledger. */
    private static Resources oneCpuByLedger() {
        return new Resources(Map.of(Resources.CPU, 1000L));
    }

    /** Looks every millisecond: there are hundreds of rounds. */
    private static ConditionFactory soon() {
        return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static void awaitIdle(LocalExecutor executor) {
        soon().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            assertThat(executor.isIdle()).isTrue();
                            assertThat(executor.threads()).isZero();
                        });
    }

    private static void awaitAll(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS))
                .as("%d works never ran", latch.getCount())
                .isTrue();
    }

    /** Runs a producer on each of several threads and waits for all. */
    private static void inParallel(int threads, IntFunction<Runnable> producer)
            throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var all = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            Runnable body = producer.apply(i);
            all.add(
                    Thread.ofPlatform()
                            .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                            .start(body));
        }
        for (Thread thread : all) {
            assertThat(thread.join(Duration.ofSeconds(90))).as("producer ended").isTrue();
        }
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3.5})
    void when_many_producers_submit_then_each_work_runs_once(double cpus) throws Exception {
        int each = 200_000;
        LocalExecutor executor = executor(cpus);
        var latch = new CountDownLatch(PRODUCERS * each);
        var works = Collections.synchronizedList(new ArrayList<List<TestWork>>());

        inParallel(
                PRODUCERS,
                i ->
                        () -> {
                            var mine = new ArrayList<TestWork>(each);
                            for (int n = 0; n < each; n++) {
                                mine.add(TestWork.of(self -> latch.countDown()).submitTo(executor));
                            }
                            works.add(mine);
                        });

        awaitAll(latch);
        awaitIdle(executor);
        assertThat(executor.finished()).isEqualTo((long) PRODUCERS * each);
        for (List<TestWork> mine : works) {
            for (TestWork work : mine) {
                if (work.started.get() != 1 || work.interruptedAtStart) {
                    assertThat(work.started).hasValue(1);
                    assertThat(work.interruptedAtStart).isFalse();
                }
            }
        }
    }

    private static Resources randomShape(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> Resources.NONE.cpus(0.25);
            case 1 -> Resources.NONE.cpus(2);
            case 2 -> Resources.NONE.gpus(0.5);
            case 3 -> Resources.NONE.cpus(1).gpus(1);
            case 4 -> oneCpuByLedger();
            default -> Resources.ONE_CPU;
        };
    }

    /** Fails when it is told that it crashed, as the worker of a run that fails cancels itself. */
    private static final class Crashing extends Work {
        @Override
        public Resources resources() {
            return Resources.ONE_CPU;
        }

        @Override
        public @Nullable UUID application() {
            return null;
        }

        @Override
        protected void execute() {
            throw new IllegalStateException("crash");
        }

        @Override
        protected void crashed(Throwable e) {
            int unused = cancelPhase();
        }
    }

    /** With one CPU, or with all resources by name, which goes another way. */
    private static Resources whole(boolean byLedger) {
        return byLedger ? Resources.NONE.cpus(1).gpus(0.5) : Resources.ONE_CPU;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void when_a_wait_is_over_its_time_then_work_goes_on_and_may_end_what_has_its_cpu(
            boolean byLedger) throws InterruptedException {
        LocalExecutor executor = executor(1);
        var holds = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var done = new CountDownLatch(2);
        TestWork waiting =
                new TestWork(
                        whole(byLedger),
                        self -> {
                            LocalExecutor.Frame frame = LocalExecutor.Frame.current();
                            frame.beforeWait();
                            holds.await();
                            frame.afterWait(false);
                            frame.beforeWait(); // gives back nothing
                            frame.afterWait(false);
                            free.countDown();
                            frame.beforeWait();
                            frame.afterWait(true);
                            done.countDown();
                        });
        waiting.submitTo(executor);
        new TestWork(
                        whole(byLedger),
                        self -> {
                            holds.countDown();
                            free.await();
                            done.countDown();
                        })
                .submitTo(executor);
        awaitAll(done);
        awaitIdle(executor);
        assertThat(executor.free()).isEqualTo(Resources.NONE.cpus(1).gpus(1));
    }

    @Test
    void when_work_ends_without_the_cpu_that_it_gave_away_then_all_is_back()
            throws InterruptedException {
        LocalExecutor executor = executor(1);
        for (boolean byLedger : new boolean[] {false, true}) {
            var holds = new CountDownLatch(1);
            var ended = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            new TestWork(
                            whole(byLedger),
                            self -> {
                                LocalExecutor.Frame frame = LocalExecutor.Frame.current();
                                frame.beforeWait();
                                holds.await();
                                frame.afterWait(false);
                                ended.countDown();
                            })
                    .submitTo(executor);
            TestWork.of(
                            self -> {
                                holds.countDown();
                                ended.await();
                                done.countDown();
                            })
                    .submitTo(executor);
            awaitAll(done);
            awaitIdle(executor);
            assertThat(executor.free()).isEqualTo(Resources.NONE.cpus(1).gpus(1));
        }
    }

    @Test
    void when_work_waits_for_its_cpu_then_work_that_needs_none_comes_back_from_its_wait()
            throws InterruptedException {
        LocalExecutor executor = executor(1);
        var waits = new CountDownLatch(1);
        var holds = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var waiting = new AtomicReference<Thread>();
        var done = new CountDownLatch(1);
        TestWork.of(
                        self -> {
                            waiting.set(Thread.currentThread());
                            LocalExecutor.Frame frame = LocalExecutor.Frame.current();
                            frame.beforeWait();
                            waits.countDown();
                            holds.await();
                            frame.afterWait(true);
                            done.countDown();
                        })
                .submitTo(executor);
        awaitAll(waits);
        TestWork.of(
                        self -> {
                            holds.countDown();
                            free.await();
                        })
                .submitTo(executor);
        awaitAll(holds);
        while (waiting.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // until it waits for its CPU
        }

        new TestWork(
                        Resources.NONE,
                        self -> {
                            LocalExecutor.Frame frame = LocalExecutor.Frame.current();
                            frame.beforeWait();
                            frame.afterWait(true);
                            free.countDown(); // which gives the CPU back
                        })
                .submitTo(executor);

        awaitAll(done);
        awaitIdle(executor);
    }

    @Test
    void when_work_waits_for_its_cpu_then_work_that_needs_nothing_runs()
            throws InterruptedException {
        LocalExecutor executor = executor(1);
        var waits = new CountDownLatch(1);
        var holds = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var wantsBack = new CountDownLatch(1);
        var waiting = new AtomicReference<Thread>();
        TestWork.of(
                        work -> {
                            waiting.set(Thread.currentThread());
                            LocalExecutor.Frame frame = LocalExecutor.Frame.current();
                            frame.beforeWait();
                            waits.countDown();
                            holds.await();
                            wantsBack.countDown();
                            frame.afterWait(true);
                        })
                .submitTo(executor);
        awaitAll(waits);
        TestWork.of(
                        work -> {
                            holds.countDown();
                            free.await();
                        })
                .submitTo(executor);
        awaitAll(wantsBack);
        while (waiting.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // until it waits for its CPU
        }
        var ran = new CountDownLatch(1);

        new TestWork(Resources.NONE, work -> ran.countDown()).submitTo(executor);
        boolean atOnce = ran.await(5, TimeUnit.SECONDS);
        free.countDown();

        assertThat(atOnce).isTrue();
        awaitIdle(executor);
    }

    @Test
    void when_work_crashes_and_cancels_itself_then_the_next_is_not_interrupted()
            throws InterruptedException {
        LocalExecutor executor = executor(1);
        int works = 200;
        var after = new ArrayList<TestWork>();
        var all = new CountDownLatch(works);
        for (int i = 0; i < works; i++) {
            var crashing = new Crashing();
            crashing.queueUnshared();
            executor.submit(crashing);
            var next = TestWork.of(work -> all.countDown());
            after.add(next);
            next.submitTo(executor);
        }

        awaitAll(all);

        assertThat(after).noneMatch(work -> work.interruptedAtStart);
        awaitIdle(executor);
    }

    @Test
    void when_works_want_fractions_then_the_capacity_is_never_exceeded() throws Exception {
        int each = 20_000;
        LocalExecutor executor = executor(2);
        var latch = new CountDownLatch(PRODUCERS * each);
        var held = new Held();

        inParallel(
                PRODUCERS,
                i ->
                        () -> {
                            var random = new java.util.SplittableRandom(SEED + i);
                            for (int n = 0; n < each; n++) {
                                new TestWork(
                                                randomShape(random),
                                                self -> {
                                                    held.take(self.resources());
                                                    Thread.yield();
                                                    held.give(self.resources());
                                                    latch.countDown();
                                                })
                                        .submitTo(executor);
                            }
                        });

        awaitAll(latch);
        awaitIdle(executor);
        assertThat(held.highestCpu).hasValueLessThanOrEqualTo(2000);
        assertThat(held.highestGpu).hasValueLessThanOrEqualTo(1000);
    }

    /** What works say that they hold: never more than the executor thinks. */
    private static final class Held {
        final AtomicLong highestCpu = new AtomicLong();
        final AtomicLong highestGpu = new AtomicLong();
        private final AtomicLong cpu = new AtomicLong();
        private final AtomicLong gpu = new AtomicLong();

        void take(Resources resources) {
            add(cpu, highestCpu, resources.thousandths(Resources.CPU));
            add(gpu, highestGpu, resources.thousandths(Resources.GPU));
        }

        void give(Resources resources) {
            cpu.addAndGet(-resources.thousandths(Resources.CPU));
            gpu.addAndGet(-resources.thousandths(Resources.GPU));
        }

        void takeCpu(Resources resources) {
            add(cpu, highestCpu, resources.thousandths(Resources.CPU));
        }

        void giveCpu(Resources resources) {
            cpu.addAndGet(-resources.thousandths(Resources.CPU));
        }

        private static void add(AtomicLong now, AtomicLong highest, long amount) {
            long sum = now.addAndGet(amount);
            highest.accumulateAndGet(sum, Math::max);
        }
    }

    @Test
    void when_cancel_races_with_run_then_there_is_one_outcome_and_no_stray_interrupt()
            throws Exception {
        int each = 40_000;
        LocalExecutor executor = executor(2);
        var recent = new ConcurrentLinkedQueue<TestWork>();
        var all = new ConcurrentLinkedQueue<TestWork>();
        var producing = new AtomicInteger(3);

        inParallel(
                PRODUCERS,
                i ->
                        () -> {
                            if (i == 3) {
                                while (producing.get() > 0 || !recent.isEmpty()) {
                                    TestWork work = recent.poll();
                                    if (work != null) {
                                        work.cancel(executor);
                                    }
                                }
                                return;
                            }
                            var random = new java.util.SplittableRandom(SEED + i);
                            for (int n = 0; n < each; n++) {
                                int spins = random.nextInt(200);
                                var work =
                                        new TestWork(
                                                randomShape(random),
                                                self -> {
                                                    for (int s = 0; s < spins; s++) {
                                                        Thread.onSpinWait();
                                                    }
                                                });
                                work.submitTo(executor);
                                all.add(work);
                                recent.add(work);
                            }
                            producing.decrementAndGet();
                        });

        soon().atMost(Duration.ofSeconds(60)).until(() -> all.stream().allMatch(TestWork::isOver));
        awaitIdle(executor);
        for (TestWork work : all) {
            if (work.finished.get() + work.cancelled.get() != 1
                    || work.started.get() != work.finished.get() + work.dropped.get()
                    || strayInterrupt(work)) {
                assertThat(work.finished.get() + work.cancelled.get()).as("outcomes").isOne();
                assertThat(work.started.get()).isEqualTo(work.finished.get() + work.dropped.get());
                assertThat(strayInterrupt(work)).as("interrupt of another work").isFalse();
            }
        }
    }

    /** A work that was cancelled may see its own interrupt as early as its first line. */
    private static boolean strayInterrupt(TestWork work) {
        return work.interruptedAtStart && work.cancelled.get() == 0;
    }

    @Test
    void when_a_function_leaves_its_interrupt_flag_set_then_the_next_work_does_not_see_it()
            throws Exception {
        LocalExecutor executor = executor(1);
        var gate = new CountDownLatch(1);
        TestWork.of(
                        self -> {
                            gate.await();
                            Thread.currentThread().interrupt(); // as a caught one is restored
                        })
                .submitTo(executor);
        TestWork next = TestWork.of(self -> {}).submitTo(executor); // same runner: it is queued
        gate.countDown();

        soon().atMost(Duration.ofSeconds(30)).until(next::isOver);

        assertThat(next.interruptedAtStart).isFalse();
    }

    @Test
    void when_an_attempt_runs_again_on_another_runner_then_cancel_still_interrupts_it()
            throws Exception {
        LocalExecutor executor = executor(2);
        var second = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var firstIsOver = new AtomicBoolean();
        var work =
                new TestWork(
                        Resources.ONE_CPU,
                        self -> {
                            second.countDown();
                            try {
                                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                        }) {
                    @Override
                    protected void execute() {
                        if (!started.compareAndSet(0, 1)) {
                            super.execute();
                            return;
                        }
                        // As a retry does: the attempt ends and the work is queued again while
                        // the first runner is still inside execute().
                        endRunning(WAITING);
                        submitTo(executor);
                        try {
                            second.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        firstIsOver.set(true);
                    }
                };
        work.submitTo(executor);
        // The first runner has returned from execute() once it has run something else.
        soon().atMost(Duration.ofSeconds(10)).until(firstIsOver::get);
        TestWork after = TestWork.of(self -> {}).submitTo(executor);
        soon().atMost(Duration.ofSeconds(10)).until(after::isOver);

        assertThat(work.cancel(executor)).isTrue();

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).as("interrupted").isTrue();
        awaitIdle(executor);
    }

    @Test
    void when_works_wait_then_others_use_their_cpu_and_the_capacity_holds() throws Exception {
        int each = 3_000;
        LocalExecutor executor = executor(2);
        var latch = new CountDownLatch(2 * each);
        var held = new Held();

        inParallel(
                2,
                i ->
                        () -> {
                            var random = new java.util.SplittableRandom(SEED + i);
                            for (int n = 0; n < each; n++) {
                                Resources shape =
                                        random.nextInt(4) == 0
                                                ? Resources.NONE.cpus(0.5)
                                                : random.nextInt(6) == 0
                                                        ? Resources.NONE.cpus(2)
                                                        : Resources.ONE_CPU;
                                Resources child = randomCpuShape(random);
                                new TestWork(
                                                shape,
                                                self -> {
                                                    held.takeCpu(shape);
                                                    waitForChild(executor, child, shape, held);
                                                    held.giveCpu(shape);
                                                    latch.countDown();
                                                })
                                        .submitTo(executor);
                            }
                        });

        awaitAll(latch);
        awaitIdle(executor);
        assertThat(held.highestCpu).hasValueLessThanOrEqualTo(2000);
    }

    private static Resources randomCpuShape(RandomGenerator random) {
        return random.nextBoolean() ? Resources.ONE_CPU : Resources.NONE.cpus(1.5);
    }

    private static void waitForChild(
            LocalExecutor executor, Resources child, Resources own, Held held) throws Exception {
        var done = new CountDownLatch(1);
        new TestWork(
                        child,
                        self -> {
                            held.takeCpu(child);
                            held.giveCpu(child);
                            done.countDown();
                        })
                .submitTo(executor);
        held.giveCpu(own);
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        frame.beforeWait();
        done.await();
        frame.afterWait(true);
        held.takeCpu(own);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void when_works_wait_for_works_a_thousand_deep_then_one_slot_is_enough(double cpus)
            throws Exception {
        LocalExecutor executor = executor(cpus);
        var done = new CountDownLatch(1);

        nested(executor, 1000, done);

        awaitAll(done);
        awaitIdle(executor);
    }

    private static void nested(LocalExecutor executor, int depth, CountDownLatch done) {
        TestWork.of(
                        self -> {
                            if (depth > 0) {
                                var inner = new CountDownLatch(1);
                                nested(executor, depth - 1, inner);
                                LocalExecutor.Frame.current().beforeWait();
                                inner.await();
                                LocalExecutor.Frame.current().afterWait(true);
                            }
                            done.countDown();
                        })
                .submitTo(executor);
    }

    /** The lost wake-up: a submit that finds no CPU against the end of the work that holds it. */
    @Test
    void when_a_cpu_comes_back_while_a_submit_looks_for_one_then_the_work_still_runs()
            throws Exception {
        LocalExecutor executor = executor(1);
        var random = new java.util.SplittableRandom(SEED);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(12);
        for (int round = 0; System.nanoTime() < end; round++) {
            int spins = random.nextInt(3000);
            var running = new CountDownLatch(1);
            var go = new AtomicBoolean();
            new TestWork(
                            oneCpuByLedger(),
                            self -> {
                                running.countDown();
                                while (!go.get()) {
                                    Thread.onSpinWait();
                                }
                            })
                    .submitTo(executor);
            running.await();
            var done = new CountDownLatch(1);
            TestWork work = TestWork.of(self -> done.countDown());
            go.set(true);
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            work.submitTo(executor);
            assertThat(done.await(5, TimeUnit.SECONDS))
                    .as("round %d: a work is queued, a CPU is free, nobody runs it", round)
                    .isTrue();
        }
        awaitIdle(executor);
    }

    @Test
    void when_a_waiting_head_is_reserved_and_cancelled_then_the_others_start() throws Exception {
        LocalExecutor executor = executor(2);
        var release = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        new TestWork(
                        oneCpuByLedger(),
                        self -> {
                            running.countDown();
                            release.await();
                        })
                .submitTo(executor);
        running.await();
        TestWork head = new TestWork(Resources.NONE.cpus(2), self -> {}).submitTo(executor);
        overtake(executor);
        TestWork shortOne = TestWork.of(self -> {}).submitTo(executor);
        TestWork other = new TestWork(Resources.NONE.cpus(0.5), self -> {}).submitTo(executor);

        head.cancel(executor);

        try {
            soon().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> {
                                assertThat(shortOne.isOver()).as("one CPU").isTrue();
                                assertThat(other.isOver()).as("half a CPU").isTrue();
                            });
        } finally {
            release.countDown();
        }
        awaitIdle(executor);
    }

    /** Starts works one by one until those that wait may not be overtaken any more. */
    private static void overtake(LocalExecutor executor) {
        for (int i = 0; i < AdmissionQueue.MAX_OVERTAKEN; i++) {
            TestWork quick = new TestWork(Resources.NONE.cpus(0.1), self -> {}).submitTo(executor);
            soon().atMost(Duration.ofSeconds(10)).until(quick::isOver);
        }
    }

    @Test
    void when_the_holder_of_a_gpu_waits_for_a_work_then_a_reserved_head_does_not_stop_it()
            throws Exception {
        LocalExecutor executor = executor(2);
        Resources gpu = Resources.NONE.cpus(1).gpus(1);
        var running = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        TestWork holder =
                new TestWork(
                                gpu,
                                self -> {
                                    running.countDown();
                                    go.await();
                                    var child = new CountDownLatch(1);
                                    TestWork.of(inner -> child.countDown()).submitTo(executor);
                                    LocalExecutor.Frame.current().beforeWait();
                                    try {
                                        child.await();
                                    } finally {
                                        LocalExecutor.Frame.current().afterWait(true);
                                    }
                                    done.countDown();
                                })
                        .submitTo(executor);
        running.await();
        TestWork next = new TestWork(gpu, self -> {}).submitTo(executor);
        overtake(executor);

        go.countDown();

        try {
            assertThat(done.await(5, TimeUnit.SECONDS))
                    .as("the child of the GPU's holder runs on the free CPU")
                    .isTrue();
        } finally {
            holder.cancel(executor);
        }
        soon().atMost(Duration.ofSeconds(10)).until(next::isOver);
        awaitIdle(executor);
    }

    @Test
    void when_short_works_keep_coming_then_a_work_of_two_cpus_still_resumes() throws Exception {
        LocalExecutor executor = executor(2);
        var running = new CountDownLatch(1);
        var ready = new CountDownLatch(1);
        var resumed = new CountDownLatch(1);
        var stop = new AtomicBoolean();
        new TestWork(
                        Resources.NONE.cpus(2),
                        self -> {
                            LocalExecutor.Frame.current().beforeWait();
                            running.countDown();
                            ready.await();
                            LocalExecutor.Frame.current().afterWait(true);
                            resumed.countDown();
                        })
                .submitTo(executor);
        running.await();
        var busy = new CountDownLatch(200);
        for (int chain = 0; chain < 8; chain++) {
            again(executor, stop, busy);
        }
        busy.await();

        ready.countDown();

        try {
            assertThat(resumed.await(10, TimeUnit.SECONDS)).as("resumed").isTrue();
        } finally {
            stop.set(true);
        }
        awaitIdle(executor);
    }

    private static void again(LocalExecutor executor, AtomicBoolean stop, CountDownLatch busy) {
        TestWork.of(
                        self -> {
                            busy.countDown();
                            for (int i = 0; i < 2000; i++) {
                                Thread.onSpinWait();
                            }
                            if (!stop.get()) {
                                again(executor, stop, busy);
                            }
                        })
                .submitTo(executor);
    }

    @Test
    void when_short_works_keep_coming_then_a_work_of_two_cpus_still_starts() throws Exception {
        LocalExecutor executor = executor(2);
        var stop = new AtomicBoolean();
        var busy = new CountDownLatch(200);
        for (int chain = 0; chain < 8; chain++) {
            again(executor, stop, busy);
        }
        busy.await();
        TestWork large = new TestWork(Resources.NONE.cpus(2), self -> {}).submitTo(executor);

        try {
            soon().atMost(Duration.ofSeconds(10)).until(large::isOver);
        } finally {
            stop.set(true);
        }
        awaitIdle(executor);
    }

    @Test
    void when_closed_then_all_that_is_queued_or_runs_is_abandoned_once() throws Exception {
        LocalExecutor executor = executor(1);
        var running = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        var all = new ArrayList<TestWork>();
        all.add(
                TestWork.of(
                                self -> {
                                    running.countDown();
                                    gate.await();
                                })
                        .submitTo(executor));
        running.await();
        for (int i = 0; i < 100; i++) {
            all.add(
                    new TestWork(
                                    i % 2 == 0 ? Resources.ONE_CPU : Resources.NONE.cpus(0.5),
                                    self -> {})
                            .submitTo(executor));
        }
        var abandoned = new ArrayList<Work>();

        executor.close(abandoned::add);
        gate.countDown();

        assertThat(abandoned).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void when_close_races_with_submits_then_no_work_is_left_queued() throws Exception {
        for (int round = 0; round < 300; round++) {
            LocalExecutor executor = executor(2);
            var all = new ConcurrentLinkedQueue<TestWork>();
            var abandoned = new ConcurrentLinkedQueue<Work>();
            var started = new CountDownLatch(2);

            inParallel(
                    3,
                    i ->
                            () -> {
                                if (i == 2) {
                                    try {
                                        started.await();
                                    } catch (InterruptedException e) {
                                        throw new AssertionError(e);
                                    }
                                    executor.close(
                                            work -> {
                                                abandoned.add(work);
                                                ((TestWork) work).cancel(executor);
                                            });
                                    return;
                                }
                                for (int n = 0; n < 300; n++) {
                                    all.add(
                                            new TestWork(
                                                            n % 3 == 0
                                                                    ? Resources.NONE.cpus(0.5)
                                                                    : Resources.ONE_CPU,
                                                            self -> {})
                                                    .submitTo(executor));
                                    started.countDown();
                                }
                            });

            int now = round;
            soon().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(all).as("round %d", now).allMatch(TestWork::isOver));
        }
    }
}
