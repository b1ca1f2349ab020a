package io.wick.benchmarks;

import io.wick.benchmarks.BudgetTable.Budget;
import io.wick.benchmarks.BudgetTable.Budget.AtLeast;
import io.wick.benchmarks.BudgetTable.Budget.AtMost;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the benchmarks that have a budget, in one go, and prints what was reached as Markdown, for
 * {@code RESULTS.md}. {@code --quick} does so in a moment each, to see the table and no true
 * figures. With other arguments it is JMH's own main: {@code -lp}, {@code LocalSubmit -f 1}.
 */
public final class Budgets {
    private static final String COMMAND = "mvn -q -Prun -DskipTests -pl benchmarks -am package";
    private static final double TASKS_PER_SECOND = 1_800_000;
    private static final double CALLS_PER_SECOND = 2_000_000;
    private static final Budget OF_JDK_POOL = new AtLeast(0.4);
    private static final Budget OF_CALL_ASYNC = new AtLeast(10);
    private static final Budget OF_MESSAGING = new AtLeast(0.9);
    private static final Budget OF_MESSAGING_TIME = new AtMost(1.2);
    private static final Budget OF_CACHE_PUT = new AtLeast(0.9);
    private static final Budget OF_CACHE_GET = new AtLeast(1.5);

    private static final String LOCAL = "LocalSubmit.pipelined";
    private static final String LOCAL_ALONE = "LocalSubmit.alone";
    private static final String REMOTE = "RemoteSubmit.pipelined";
    private static final String REMOTE_ALONE = "RemoteSubmit.alone";
    private static final String ACTOR = "ActorCalls.pipelined";
    private static final String ACTOR_ALONE = "ActorCalls.alone";
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";
    private static final String PUT = "PutGet.put";
    private static final String FIRST_GET = "PutGet.firstGet";
    private static final String NEXT_GET = "PutGet.nextGet";
    private static final String[] ELEMENTS = {"double", "byte"};
    private static final String[] SIZES = {"1048576", "10485760", "104857600"};

    private static final String QUICK = "--quick";

    private final Measurements measured;
    private final BudgetTable table = new BudgetTable();

    private final boolean quick;

    private Budgets(boolean quick) {
        this.quick = quick;
        measured = new Measurements(quick);
    }

    /** Runs the budgets, or JMH when there are arguments. */
    public static void main(String[] args) throws IOException, RunnerException {
        boolean quick = args.length == 1 && args[0].equals(QUICK);
        if (args.length > 0 && !quick) {
            org.openjdk.jmh.Main.main(args);
        } else {
            new Budgets(quick).run();
        }
    }

    private void run() throws RunnerException {
        String machine = Machine.describe();
        long begin = System.nanoTime();
        measure();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        submitRows();
        actorRows();
        storeRows();
        System.out.printf(
                Locale.ROOT,
                """

                ## %s

                `%s` (%d min %d s)

                %s

                %s

                %s. Rates are medians of iterations, times of single tasks p50 and p99. B: bytes \
                allocated per task in the submitting JVM, by all threads.
                """,
                LocalDate.now() + (quick ? ", QUICK: these figures mean nothing" : ""),
                COMMAND + (quick ? " -Dwick.args=" + QUICK : ""),
                took.toMinutes(),
                took.toSecondsPart(),
                machine,
                table,
                table.missed() == 0 ? "All budgets are met" : table.missed() + " budgets missed");
    }

    private void measure() throws RunnerException {
        run(LOCAL, Map.of(), 2);
        run(LOCAL_ALONE, rivals("wick", "threadPool", "ignite"), 1);
        run(REMOTE, Map.of(), 2);
        run(REMOTE_ALONE, rivals("wick", "igniteMessaging", "igniteCall"), 2);
        run(ACTOR, actors(HERE, "wick", "pekko", "hazelcast", "igniteMessaging"), 2);
        run(ACTOR_ALONE, actors(HERE, "wick", "pekko", "hazelcast"), 1);
        for (String benchmark : List.of(ACTOR, ACTOR_ALONE)) {
            run(
                    benchmark,
                    actors(
                            ELSEWHERE,
                            "wick",
                            "pekko",
                            "hazelcast",
                            "igniteService",
                            "igniteMessaging"),
                    2);
        }
        for (String bytes : SIZES) {
            run(PUT, Map.of("bytes", new String[] {bytes}), 1);
            run(FIRST_GET, Map.of("bytes", new String[] {bytes}), 1);
        }
        run(NEXT_GET, Map.of("bytes", new String[] {SIZES[1]}, "rival", new String[] {"wick"}), 1);
    }

    private static Map<String, String[]> actors(String where, String... names) {
        return Map.of("where", new String[] {where}, "rival", names);
    }

    private static Map<String, String[]> rivals(String... names) {
        return Map.of("rival", names);
    }

    private void run(String benchmark, Map<String, String[]> values, int forks)
            throws RunnerException {
        System.err.println("Runs " + benchmark + "; load average " + Machine.load());
        measured.run(benchmark, values, forks);
    }

    private void submitRows() {
        Measured wick = measured.get(LOCAL, "wick");
        table.row(
                "no-op tasks, embedded node",
                rate(wick),
                "",
                "",
                "≥ 1.80 M/s",
                wick.median() >= TASKS_PER_SECOND);
        rateRow("… beside `supplyAsync`, pool of 2", LOCAL, "wick", "threadPool", OF_JDK_POOL);
        rateRow("… beside `supplyAsync`, ForkJoin 2", LOCAL, "wick", "forkJoin", OF_JDK_POOL);
        rateRow("… beside Ignite `callAsync`", LOCAL, "wick", "ignite", null);
        rateRow("… `task(fn, a)` beside pool of 2", LOCAL, "wickArgument", "threadPool", null);
        timeRow("one, submit + get, beside pool of 2", LOCAL_ALONE, "threadPool", null);
        timeRow("… beside Ignite `callAsync`", LOCAL_ALONE, "ignite", null);
        rateRow(
                "no-op tasks to another JVM, beside `callAsync`",
                REMOTE,
                "wick",
                "igniteCall",
                OF_CALL_ASYNC);
        rateRow("… beside `IgniteMessaging`", REMOTE, "wick", "igniteMessaging", OF_MESSAGING);
        rateRow(
                "… one `TaskBuilder` again and again",
                REMOTE,
                "wickBuilder",
                "igniteMessaging",
                null);
        timeRow(
                "one, submit + get, remote, beside messaging",
                REMOTE_ALONE,
                "igniteMessaging",
                OF_MESSAGING_TIME);
        timeRow("… beside `callAsync`", REMOTE_ALONE, "igniteCall", null);
    }

    private void actorRows() {
        Measured wick = actor(ACTOR, HERE, "wick");
        table.row(
                "calls of an actor, embedded node",
                rate(wick),
                "",
                "",
                "≥ 2.00 M/s",
                wick.median() >= CALLS_PER_SECOND);
        callRow("… beside Pekko `ask`", HERE, "pekko", null);
        callRow("… beside a Hazelcast entry processor", HERE, "hazelcast", null);
        callTimeRow("one, call + get, beside Pekko", HERE, "pekko", null);
        callTimeRow("… beside Hazelcast", HERE, "hazelcast", null);
        callRow(
                "calls of an actor in another JVM, beside `IgniteMessaging`",
                ELSEWHERE,
                "igniteMessaging",
                OF_MESSAGING);
        callRow("… beside Pekko Cluster `ask`", ELSEWHERE, "pekko", null);
        callRow("… beside a Hazelcast entry processor", ELSEWHERE, "hazelcast", null);
        callRow("… beside an Ignite service, which waits", ELSEWHERE, "igniteService", null);
        callTimeRow(
                "one, call + get, remote, beside messaging",
                ELSEWHERE,
                "igniteMessaging",
                OF_MESSAGING_TIME);
        callTimeRow("… beside Pekko Cluster", ELSEWHERE, "pekko", null);
        callTimeRow("… beside Hazelcast", ELSEWHERE, "hazelcast", null);
        callTimeRow("… beside an Ignite service", ELSEWHERE, "igniteService", null);
    }

    private void callRow(String what, String where, String theirs, @Nullable Budget budget) {
        Measured wick = actor(ACTOR, where, "wick");
        Measured rival = actor(ACTOR, where, theirs);
        row(what, rate(wick), rate(rival), wick.median() / rival.median(), budget);
    }

    private void callTimeRow(String what, String where, String theirs, @Nullable Budget budget) {
        Measured wick = actor(ACTOR_ALONE, where, "wick");
        Measured rival = actor(ACTOR_ALONE, where, theirs);
        row(what, time(wick), time(rival), wick.percentile(50) / rival.percentile(50), budget);
    }

    private Measured actor(String benchmark, String where, String rival) {
        return measured.get(benchmark, Map.of("where", where, "rival", rival));
    }

    private void rateRow(
            String what, String benchmark, String ours, String theirs, @Nullable Budget budget) {
        Measured wick = measured.get(benchmark, ours);
        Measured rival = measured.get(benchmark, theirs);
        row(what, rate(wick), rate(rival), wick.median() / rival.median(), budget);
    }

    private void timeRow(String what, String benchmark, String theirs, @Nullable Budget budget) {
        Measured wick = measured.get(benchmark, "wick");
        Measured rival = measured.get(benchmark, theirs);
        row(what, time(wick), time(rival), wick.percentile(50) / rival.percentile(50), budget);
    }

    private void row(
            String what, String wick, String rival, double ratio, @Nullable Budget budget) {
        if (budget == null) {
            table.row(what, wick, rival, ratio);
        } else {
            table.row(what, wick, rival, ratio, budget);
        }
    }

    private void storeRows() {
        for (String benchmark : List.of(PUT, FIRST_GET)) {
            for (String element : ELEMENTS) {
                for (String bytes : SIZES) {
                    Measured wick = stored(benchmark, element, bytes, "wick");
                    Measured rival = stored(benchmark, element, bytes, "ignite");
                    row(
                            (benchmark.equals(PUT) ? "put " : "first get ") + of(element, bytes),
                            throughput(wick, bytes),
                            throughput(rival, bytes),
                            rival.median() / wick.median(),
                            benchmark.equals(PUT) ? OF_CACHE_PUT : OF_CACHE_GET);
                }
            }
        }
        String bytes = SIZES[1];
        for (String element : ELEMENTS) {
            Measured again = stored(NEXT_GET, element, bytes, "wick");
            table.row(
                    "next get " + of(element, bytes),
                    String.format(Locale.ROOT, "%.3f µs", again.median()),
                    "",
                    "",
                    "no copy",
                    again.allocatedBytes() < Long.parseLong(bytes) / 1000.0);
        }
    }

    private Measured stored(String benchmark, String element, String bytes, String rival) {
        return measured.get(benchmark, Map.of("element", element, "bytes", bytes, "rival", rival));
    }

    private static String of(String element, String bytes) {
        return "`" + element + "[]` of " + (Long.parseLong(bytes) >> 20) + " MiB";
    }

    private static String rate(Measured tasks) {
        double perSecond = tasks.median();
        return String.format(
                Locale.ROOT,
                perSecond >= 1e6 ? "%1$.2f M/s, %3$.0f B" : "%2$.1f k/s, %3$.0f B",
                perSecond / 1e6,
                perSecond / 1e3,
                tasks.allocatedBytes());
    }

    private static String time(Measured tasks) {
        return String.format(
                Locale.ROOT, "%.1f µs (p99 %.0f)", tasks.percentile(50), tasks.percentile(99));
    }

    private static String throughput(Measured copy, String bytes) {
        return String.format(Locale.ROOT, "%.2f GB/s", Long.parseLong(bytes) / copy.median() / 1e3);
    }
}
