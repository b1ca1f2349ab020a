package io.wick.benchmarks.soak;

import io.wick.Wick;
import io.wick.WickConfig;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Threads that do rounds of all kinds, here or as tasks on a server, until they are told to end;
 * and one that joins a client and lets it go, again and again. Started and ended by one thread.
 */
final class Mix {
    private static final int THREADS = 4;
    private static final int KEPT_FAILURES = 50;
    private static final long CLIENT_EVERY_NANOS = 60_000_000_000L;

    private final Wick wick;
    private final List<UUID> servers;
    private final String[] addresses;
    private final Pacer pacer;
    private final ThreadDumps dumps;
    private final long seed;

    /** Rounds read it; who wants none to run writes it. */
    private final ReadWriteLock work = new ReentrantReadWriteLock(true);

    private final Map<Kind, Long> rounds = new ConcurrentHashMap<>();
    private final LongAdder clients = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Mix(
            Wick wick,
            List<UUID> servers,
            String[] addresses,
            Pacer pacer,
            ThreadDumps dumps,
            long seed) {
        this.wick = wick;
        this.servers = servers;
        this.addresses = addresses;
        this.pacer = pacer;
        this.dumps = dumps;
        this.seed = seed;
    }

    void start() {
        for (int i = 0; i < THREADS; i++) {
            var random = new SplittableRandom(seed + i);
            threads.add(Thread.ofPlatform().name("soak-" + i).start(() -> turn(random)));
        }
        threads.add(Thread.ofPlatform().name("soak-clients").start(this::join));
    }

    private void turn(SplittableRandom random) {
        Kind[] kinds = Kind.values();
        while (!over) {
            Kind kind = kinds[random.nextInt(kinds.length)];
            long roundSeed = random.nextLong();
            int where = random.nextInt(servers.size() * 2);
            guarded(kind + ", seed " + roundSeed, () -> round(kind, roundSeed, where));
            rounds.merge(kind, 1L, Long::sum);
            pacer.pause();
        }
    }

    private void round(Kind kind, long roundSeed, int where) {
        if (where >= servers.size()) {
            kind.run(wick, roundSeed);
        } else {
            boolean done =
                    wick.task(Kind::runHere, kind, roundSeed)
                            .resources(r -> r.cpus(0))
                            .onNode(servers.get(where))
                            .submit()
                            .get(Round.LIMIT.multipliedBy(2));
            Round.same("a round on a server", true, done);
        }
    }

    private void join() {
        var random = new SplittableRandom(seed - 1);
        long next = System.nanoTime();
        while (!over) {
            if (System.nanoTime() - next >= 0) {
                next = System.nanoTime() + CLIENT_EVERY_NANOS;
                guarded("a client", () -> client(random));
                clients.increment();
            }
            LockSupport.parkNanos(500_000_000);
        }
    }

    private void client(SplittableRandom random) {
        WickConfig config = WickConfig.builder().addresses(addresses).build();
        try (Wick client = Wick.connect(config)) {
            TaskRounds.small(client, random);
            TaskRounds.chain(client, random);
            TaskRounds.streamed(client, random);
            ObjectRounds.borrowed(client, random);
            ActorRounds.anonymous(client, random);
            GraphRounds.fresh(client, random);
            GraphRounds.durable(client, random);
        }
    }

    private void guarded(String what, Runnable body) {
        work.readLock().lock();
        try {
            body.run();
        } catch (RuntimeException | AssertionError e) {
            failed(what, e);
        } finally {
            work.readLock().unlock();
        }
    }

    /** Takes note of a failure, and of where all threads are. */
    void failed(String what, Throwable thrown) {
        if (failures.size() < KEPT_FAILURES) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            failures.add(what + ": " + trace);
            System.err.println("FAILED " + what + ": " + trace);
            dumps.take();
        }
    }

    /** Runs something while no round does. */
    void quietly(Runnable body) {
        work.writeLock().lock();
        try {
            body.run();
        } finally {
            work.writeLock().unlock();
        }
    }

    /** Lets the rounds end, and waits for it. */
    void stop() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join(Round.LIMIT.multipliedBy(3));
            if (thread.isAlive()) {
                failures.add(thread.getName() + " hangs");
            }
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** How often each kind ran, as a line. */
    String counts() {
        long all = rounds.values().stream().mapToLong(Long::longValue).sum();
        return all + " rounds " + new TreeMap<>(rounds) + ", " + clients + " clients";
    }
}
