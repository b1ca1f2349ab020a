package io.wick.ignite.internal.exec;

import io.wick.Resources;
import io.wick.internal.numeric.CallerCpus;
import io.wick.internal.scheduler.AdmissionQueue;
import io.wick.internal.scheduler.ResourceLedger;

import org.jctools.queues.MpmcUnboundedXaddArrayQueue;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs {@link Work} within the node's resources, on threads of its own.
 *
 * <p>Tasks that want one CPU and nothing else take the short way: a lock-free queue emptied by at
 * most as many runners as there are CPUs, so that a short task costs no thread of its own. At most
 * one idle runner searches; it wakes the next one when it leaves work behind. Everything else
 * (other amounts, waiting, resuming) goes through the ledger under {@code lock}.
 *
 * <p>Invariant: while work is queued and a CPU is free, a runner is searching or about to check.
 */
@SuppressWarnings(
        "NonAtomicVolatileUpdate") // written under lock, or an estimate that may lose a sample
public final class LocalExecutor {
    private static final int SPINS = 150;
    private static final int PAUSES = 16;
    private static final int CHUNK = 1024;
    private static final long CARRIER_NANOS = 5_000_000;

    /** Platform threads per slot; what waits inside a task keeps its thread. */
    private static final int THREADS_PER_SLOT = 4;

    private final MpmcUnboundedXaddArrayQueue<Work> ready =
            new MpmcUnboundedXaddArrayQueue<>(CHUNK);
    private final AtomicInteger searching = new AtomicInteger();
    private final LongAdder finished;
    private final int slots;
    private final RunnerThreads threads;
    private final RunnerThreads beside;
    private final LocalExecutor root;

    private final Object lock = new Object();
    private final Resources capacity;
    private final ResourceLedger ledger;
    private final AdmissionQueue<Claim> admission;
    private final Set<Hold> holds = new HashSet<>();
    private final ArrayDeque<Frame> resuming = new ArrayDeque<>();
    private volatile boolean attention;
    private volatile int runners;
    private final Set<Frame> frames = new HashSet<>();
    private volatile long taskNanos = 20_000;
    private volatile boolean closed;
    private volatile @Nullable Consumer<Work> onClosed;
    private @Nullable Runnable onIdle;

    /** The executor of a node. */
    public LocalExecutor(Resources capacity, String name) {
        this(capacity, name, null);
    }

    /**
     * An executor within what is held of another; what runs here counts there.
     *
     * @param capacity what is held of {@code root} for it
     */
    public LocalExecutor(Resources capacity, String name, @Nullable LocalExecutor root) {
        this.root = root == null ? this : root;
        this.finished = root == null ? new LongAdder() : root.finished;
        this.slots = (int) (capacity.thousandths(Resources.CPU) / 1000);
        this.capacity = capacity;
        this.ledger = new ResourceLedger(capacity);
        this.admission = new AdmissionQueue<>(ledger);
        this.threads = new RunnerThreads(name, THREADS_PER_SLOT * Math.max(1, slots));
        this.beside = new RunnerThreads(name, THREADS_PER_SLOT * Math.max(1, slots));
    }

    /** Queues work; its phase must be QUEUED. */
    public void submit(Work work) {
        if (work.resources() == Resources.ONE_CPU) {
            ready.offer(work);
            wake();
        } else if (work.resources() == Resources.NONE && !closed) {
            start(work); // waits for nobody, also not for those that want their CPU back
        } else {
            synchronized (lock) {
                admission.add(work.resources(), work);
                admitLocked();
            }
        }
        abandonIfClosed();
    }

    private void abandonIfClosed() {
        Consumer<Work> abandon = onClosed;
        if (abandon != null) {
            takeQueued().forEach(claim -> abandon(claim, abandon));
        }
    }

    private void abandon(Claim claim, Consumer<Work> abandon) {
        switch (claim) {
            case Work work -> abandon.accept(work);
            case Hold hold -> threads.startVirtual(hold.closing());
        }
    }

    /**
     * Takes resources for longer than one work runs, in line with work. Each call is followed by
     * {@link #release(Hold)}, also while it waits.
     *
     * @param granted runs once, on a thread of its own, when the resources are held; it may come
     *     late, after a release
     * @param closing runs once, on a thread of its own, when the executor closes before the release
     * @throws IllegalArgumentException when this node does not have so much
     */
    public Hold hold(Resources resources, Runnable granted, Runnable closing) {
        if (!capacity.covers(resources)) {
            throw new IllegalArgumentException(
                    "Asked to hold " + resources + " of a node that has " + capacity);
        }
        var hold = new Hold(resources, granted, closing);
        synchronized (lock) {
            admission.add(resources, hold);
            admitLocked();
        }
        abandonIfClosed();
        return hold;
    }

    /** Gives resources back, or waits for them no longer; the second time nothing happens. */
    public void release(Hold hold) {
        synchronized (lock) {
            switch (hold.end()) {
                case WAITING -> admission.cancel(hold.resources(), hold);
                case HELD -> {
                    holds.remove(hold);
                    admission.release(hold.resources());
                }
                case RETURNED -> {
                    return;
                }
            }
            admitLocked();
        }
        runIfIdle();
        if (!ready.isEmpty()) {
            wake();
        }
    }

    /** Drops cancelled work that waits for resources. */
    public void forget(Work work) {
        if (work.resources() != Resources.ONE_CPU) {
            synchronized (lock) {
                admission.cancel(work.resources(), work);
                admitLocked();
            }
            if (!ready.isEmpty()) {
                wake();
            }
        }
    }

    /** The executor of the node, which is this one unless it runs within another. */
    public LocalExecutor root() {
        return root;
    }

    /** What nobody holds now. */
    public Resources free() {
        synchronized (lock) {
            var free = new TreeMap<String, Long>();
            capacity.amounts().keySet().forEach(name -> free.put(name, ledger.free(name)));
            return new Resources(free);
        }
    }

    /** What no {@link Hold} has: it is free, or comes free when work ends. */
    public Resources lasting() {
        synchronized (lock) {
            var left = new TreeMap<>(capacity.amounts());
            for (Hold hold : holds) {
                hold.resources()
                        .amounts()
                        .forEach((name, amount) -> left.merge(name, -amount, Long::sum));
            }
            return new Resources(left);
        }
    }

    /** How many tasks of one CPU run at a time. */
    public int slots() {
        return slots;
    }

    /** Work waiting in the short queue. */
    public int backlog() {
        return ready.size();
    }

    /** Seconds of work waiting per CPU, from the times of recent tasks. */
    public double load() {
        return slots == 0 ? 0 : (ready.size() + runners) * (double) taskNanos / 1e9 / slots;
    }

    /** The running average of task times, in nanoseconds. */
    public long taskNanos() {
        return taskNanos;
    }

    /** Attempts that ran here. */
    public long finished() {
        return finished.sum();
    }

    /** Threads that run or hold a waiting task now. */
    public int threads() {
        synchronized (lock) {
            return frames.size();
        }
    }

    /** Whether nothing runs and all resources are back. */
    public boolean isIdle() {
        synchronized (lock) {
            return ledger.isIdle() && admission.isEmpty() && resuming.isEmpty() && ready.isEmpty();
        }
    }

    /** Starts nothing more and gives all that is queued or runs to {@code abandon}. */
    public void close(Consumer<Work> abandon) {
        closed = true;
        onClosed = abandon;
        List<Claim> left = takeQueued();
        synchronized (lock) {
            left.addAll(holds);
            for (Frame frame : frames) {
                Work running = frame.work;
                if (running != null) {
                    left.add(running);
                }
            }
        }
        left.forEach(claim -> abandon(claim, abandon));
        threads.close();
        beside.close();
    }

    /**
     * Does this once, when the executor has been closed, everything it lent is back and its threads
     * have ended.
     */
    public void whenIdle(Runnable action) {
        synchronized (lock) {
            onIdle = action;
        }
        runIfIdle();
    }

    private void runIfIdle() {
        Runnable action;
        synchronized (lock) {
            action = takeIfIdleLocked();
        }
        if (action != null) {
            action.run();
        }
    }

    private @Nullable Runnable takeIfIdleLocked() {
        Runnable action = onIdle;
        if (action == null || !closed || !frames.isEmpty() || !ledger.isIdle()) {
            return null;
        }
        onIdle = null;
        return action;
    }

    private List<Claim> takeQueued() {
        var left = new ArrayList<Claim>();
        synchronized (lock) {
            left.addAll(admission.drain());
        }
        for (Work work = ready.poll(); work != null; work = ready.poll()) {
            left.add(work);
        }
        return left;
    }

    private void wake() {
        while (runners < slots && searching.get() == 0 && searching.compareAndSet(0, 1)) {
            boolean started;
            synchronized (lock) {
                started = takeSlotLocked();
            }
            if (started) {
                threads.start(() -> new Frame(this).loop(null));
                return;
            }
            searching.set(0);
            if (!isSlotFree()) {
                return; // whoever frees one from now on sees that nobody searches, and wakes
            }
        }
    }

    private boolean isSlotFree() {
        synchronized (lock) {
            return !closed
                    && resuming.isEmpty()
                    && !admission.isReserved(Resources.ONE_CPU)
                    && ledger.free(Resources.CPU) >= 1000;
        }
    }

    private boolean takeSlotLocked() {
        if (closed
                || !resuming.isEmpty()
                || admission.isReserved(Resources.ONE_CPU)
                || !ledger.tryAcquire(Resources.ONE_CPU)) {
            return false;
        }
        runners++;
        if (!admission.isEmpty()) {
            admission.overtaken();
        }
        return true;
    }

    /**
     * Runs work that holds nothing, on a thread of its own, whatever else runs. It may run other
     * work inside: {@link Frame#runInside}.
     */
    public void runBeside(Work work) {
        beside.start(() -> new Frame(this).loop(work));
    }

    /** Starts work that has its resources, on a thread of its own. */
    private void start(Work first) {
        threads.startVirtual(() -> new Frame(this).loop(first));
    }

    /** Starts what fits now: resumed frames first, then waiting work. */
    private void admitLocked() {
        while (!resuming.isEmpty() && ledger.tryAcquire(resuming.peek().cpu)) {
            Frame frame = resuming.remove();
            if (frame.isRunner()) {
                runners++;
            }
            frame.grant();
        }
        if (resuming.isEmpty() && !closed) {
            admission.admit().forEach(this::admitted);
        }
        attention = !admission.isEmpty() || !resuming.isEmpty();
    }

    private void admitted(Claim claim) {
        switch (claim) {
            case Work work -> start(work);
            case Hold hold -> {
                hold.held();
                holds.add(hold);
                threads.startVirtual(hold.granted());
            }
        }
    }

    /** The thread of a task, and what it holds. */
    public static final class Frame {
        private static final ThreadLocal<Frame> CURRENT = new ThreadLocal<>();

        static {
            CallerCpus.tell(Frame::cpusHeld);
        }

        private final LocalExecutor executor;
        private final Thread thread = Thread.currentThread();
        private Resources cpu = Resources.NONE;
        private boolean runner;

        /** Whether it has its CPU: not while it waits, nor when it went on without. */
        private boolean holds = true;

        private volatile boolean granted;
        private long carrierSince = System.nanoTime();
        private int inside;
        private @Nullable Work work;

        private Frame(LocalExecutor executor) {
            this.executor = executor;
        }

        /** The frame of the calling thread, or null outside tasks. */
        public static @Nullable Frame current() {
            return CURRENT.get();
        }

        /** The work of the calling thread, or null outside tasks. */
        public static @Nullable Work currentWork() {
            Frame frame = current();
            return frame == null ? null : frame.work();
        }

        /** How many CPUs the calling thread holds, in part too; 0 when it holds none. */
        private static int cpusHeld() {
            Frame frame = current();
            return frame == null
                    ? 0
                    : (int) Math.ceilDiv(frame.cpu.thousandths(Resources.CPU), 1000L);
        }

        /** The work that runs here. */
        public @Nullable Work work() {
            return work;
        }

        /** The executor that runs it. */
        public LocalExecutor executor() {
            return executor;
        }

        /**
         * Gives the CPU back before the thread waits; each call is followed by {@link #afterWait}.
         */
        public void beforeWait() {
            Work waiting = work;
            if (waiting != null) {
                waiting.waiting(true);
            }
            if (!holds) {
                return;
            }
            synchronized (executor.lock) {
                executor.ledger.release(cpu);
                if (runner) {
                    executor.runners--;
                }
                holds = false;
                granted = false;
                executor.admitLocked();
            }
            if (!executor.ready.isEmpty()) {
                executor.wake();
            }
        }

        /**
         * Takes the CPU back, waiting for it; keeps the thread's interrupt flag.
         *
         * @param came whether there is what was waited for. When its time is over, or the thread
         *     was interrupted, and no CPU is free, the work goes on without one: those that have
         *     them may be what it is about to end
         */
        public void afterWait(boolean came) {
            if (!resumesAtOnce(came) && came) {
                awaitGrant();
            }
            holds = granted;
            Work waited = work;
            if (waited != null) {
                waited.waiting(false);
            }
        }

        /** Whether the CPU is free; if not, and it is to wait, it is in line. */
        private boolean resumesAtOnce(boolean waits) {
            boolean needsNone = cpu.thousandths(Resources.CPU) == 0; // and waits for nobody
            synchronized (executor.lock) {
                if ((needsNone || executor.resuming.isEmpty()) && executor.ledger.tryAcquire(cpu)) {
                    if (runner) {
                        executor.runners++;
                    }
                    granted = true;
                    return true;
                }
                if (waits) {
                    executor.resuming.add(this);
                    executor.attention = true;
                }
                return false;
            }
        }

        private void awaitGrant() {
            boolean interrupted = false;
            while (!granted) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
        }

        /**
         * Runs other work inside of this frame's: it is the current one meanwhile. Called by the
         * frame's work, on its thread.
         */
        public void runInside(Work other) {
            Work outer = work;
            work = other;
            try {
                other.run();
            } finally {
                work = outer;
            }
            if ((++inside & 7) == 0) {
                letOthersRun();
            }
        }

        private boolean isRunner() {
            return runner;
        }

        private void grant() {
            granted = true;
            LockSupport.unpark(thread);
        }

        private void loop(@Nullable Work first) {
            CURRENT.set(this);
            synchronized (executor.lock) {
                executor.frames.add(this);
            }
            try {
                if (first != null) {
                    runAdmitted(first);
                } else {
                    runQueue();
                }
            } finally {
                Runnable idle;
                synchronized (executor.lock) {
                    executor.frames.remove(this);
                    idle = executor.takeIfIdleLocked();
                }
                CURRENT.remove();
                if (idle != null) {
                    idle.run();
                }
            }
        }

        private void runAdmitted(Work first) {
            cpu =
                    Resources.NONE.custom(
                            Resources.CPU, first.resources().thousandths(Resources.CPU) / 1000.0);
            runTimed(first);
            synchronized (executor.lock) {
                Resources held = first.resources();
                executor.ledger.release(holds ? held : held.cpus(0));
                executor.admitLocked();
            }
            if (!executor.ready.isEmpty()) {
                executor.wake();
            }
        }

        private void runQueue() {
            runner = true;
            cpu = Resources.ONE_CPU;
            boolean searcher = true;
            int count = 0;
            while (true) {
                Work next = executor.ready.poll();
                if (next == null
                        && (searcher || (searcher = executor.searching.compareAndSet(0, 1)))) {
                    next = search();
                }
                if (searcher) {
                    searcher = false;
                    executor.searching.set(0);
                    if (next != null && !executor.ready.isEmpty()) {
                        executor.wake();
                    }
                }
                if (next == null) {
                    break;
                }
                if ((count++ & 15) == 0 || executor.taskNanos > 50_000) {
                    runTimed(next);
                    letOthersRun();
                } else {
                    work = next;
                    next.run();
                    work = null;
                }
                executor.finished.increment();
                if (!holds || executor.attention && !keepSlot()) {
                    return;
                }
            }
            synchronized (executor.lock) {
                executor.ledger.release(Resources.ONE_CPU);
                executor.runners--;
                executor.admitLocked();
            }
            if (!executor.ready.isEmpty()) {
                executor.wake();
            }
        }

        private void runTimed(Work next) {
            work = next;
            long start = System.nanoTime();
            next.run();
            work = null;
            long nanos = System.nanoTime() - start;
            executor.taskNanos += (nanos - executor.taskNanos) / 8;
            if (!runner) {
                executor.finished.increment();
            }
        }

        /**
         * Virtual threads are not preempted: a runner that never waits would keep its carrier from
         * resumed tasks and callbacks. {@code Thread.yield} would only bring the same runner back.
         */
        private void letOthersRun() {
            if (!thread.isVirtual()) {
                return;
            }
            long now = System.nanoTime();
            if (now - carrierSince > CARRIER_NANOS) {
                LockSupport.parkNanos(1);
                carrierSince = System.nanoTime();
            }
        }

        private @Nullable Work search() {
            for (int i = 0; i < SPINS; i++) {
                Work next = executor.ready.poll();
                if (next != null) {
                    return next;
                }
                for (int pause = 0; pause < PAUSES; pause++) {
                    Thread.onSpinWait(); // looking all the time would slow the submitter down
                }
            }
            return null;
        }

        /** Between two tasks: others wait for what this runner holds, so it queues up like them. */
        private boolean keepSlot() {
            boolean kept;
            synchronized (executor.lock) {
                executor.ledger.release(Resources.ONE_CPU);
                executor.runners--;
                executor.admitLocked();
                kept = executor.takeSlotLocked();
            }
            if (!executor.ready.isEmpty()) {
                executor.wake();
            }
            return kept;
        }
    }
}
