package io.wick.benchmarks.queries;

import io.wick.benchmarks.Machine;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs the queries on each engine, checks the answers and prints one Markdown table. */
@Command(
        name = "QueryBench",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Five queries on 3 million flights: Wick's pipelines, plain Java, Spark, Hazelcast"
                    + " Jet.",
            "",
            "Each engine has a JVM of its own with the same heap and 2 threads to work; they take"
                    + " turns, and in a turn an engine runs all queries. The first turn gives the"
                    + " cold times and warms up, the others give the medians. Files are read within"
                    + " the measured time, answers are compared.",
            ""
        })
public final class QueryBench implements Callable<Integer> {
    private static final String FLIGHTS = "flights-3m.parquet";
    private static final String AIRPORTS = "airports.csv";

    @Option(
            names = "--engines",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES}; SPARK needs -Pspark in the build")
    private List<Contender> engines = List.of(Contender.values());

    @Option(names = "--queries", split = ",", description = "some of ${COMPLETION-CANDIDATES}")
    private List<Query> queries = List.of(Query.values());

    @Option(names = "--rounds", description = "turns of each engine (default: 6)")
    private int rounds = 6;

    @Option(names = "--runs", description = "of each query in a turn (default: 3)")
    private int runs = 3;

    @Option(names = "--quick", description = "two turns of one run: to see the table, no figures")
    private boolean quick;

    @Option(names = "--heap", paramLabel = "MIB", description = "of each JVM (default: 2048)")
    private int heapMib = 2048;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where flights-3m.parquet and airports.csv are (default: that of"
                            + " examples)")
    private Path data = Path.of("..", "examples", "data");

    @Option(
            names = "--spark",
            paramLabel = "DIR",
            description = "the target folder of benchmarks/spark (default: spark/target)")
    private Path spark = Path.of("spark", "target");

    private final Map<Contender, Running> running = new EnumMap<>(Contender.class);
    private final Answers answers = new Answers();

    private record Running(EngineJvm jvm, Timings timings) {}

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the program and gives its exit status: 0, 1 when it failed, 2 for wrong arguments. */
    static int run(String... args) {
        return new CommandLine(new QueryBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(QueryBench::explain)
                .execute(args);
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (e instanceof IOException || e instanceof IllegalStateException) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 2 || runs < 1) {
            System.err.println("--rounds must be 2 or more and --runs 1 or more");
            return CommandLine.ExitCode.USAGE;
        }
        String machine = Machine.describe();
        long begin = System.nanoTime();
        try {
            for (int round = 0; round < (quick ? 2 : rounds); round++) {
                for (Contender engine : available()) {
                    turn(engine, round);
                }
            }
        } finally {
            running.values().forEach(own -> own.jvm.close());
        }
        print(machine, Duration.ofNanos(System.nanoTime() - begin));
        return CommandLine.ExitCode.OK;
    }

    private List<Contender> available() {
        var available = new ArrayList<>(engines);
        if (available.removeIf(engine -> !engine.available(spark)) && running.isEmpty()) {
            System.err.println(
                    "No Spark in "
                            + spark.toAbsolutePath().normalize()
                            + ": left out. Build with -Pspark, or say where with --spark");
        }
        return available;
    }

    private void turn(Contender engine, int round) throws IOException {
        Running own = running.get(engine);
        if (own == null) {
            var jvm = new EngineJvm(engine, heapMib, spark, file(FLIGHTS), file(AIRPORTS));
            own = new Running(jvm, new Timings(jvm.startNanos()));
            running.put(engine, own);
        }
        for (Query query : queries) {
            for (int run = 0; run < (quick ? 1 : runs); run++) {
                EngineJvm.Execution execution = own.jvm.run(query);
                answers.check(query, engine, execution.rows());
                own.timings.add(query, execution, round > 0);
            }
        }
        System.err.println("round " + (round + 1) + ", " + engine);
    }

    private Path file(String name) throws IOException {
        Path file = data.resolve(name).toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw new IOException("No " + file + "; say where the data is with --data");
        }
        return file;
    }

    private void print(String machine, Duration took) {
        var columns = new EnumMap<Contender, Timings>(Contender.class);
        running.forEach((engine, own) -> columns.put(engine, own.timings));
        System.out.printf(
                Locale.ROOT,
                """

                ### Queries, %s%s

                %d min %d s

                %s
                - Each engine in a JVM of %d MiB heap; medians of %d warm runs, in %d turns

                %s
                """,
                LocalDate.now(),
                quick ? ", QUICK: these figures mean nothing" : "",
                took.toMinutes(),
                took.toSecondsPart(),
                machine,
                heapMib,
                quick ? 1 : (rounds - 1) * runs,
                quick ? 1 : rounds - 1,
                new QueryTable(columns, queries));
    }
}
