package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Costs;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one simulation is about. Times in microseconds.
 *
 * @param graph what is run
 * @param micros by vertex: how long it takes
 * @param data the stage whose vertices have their data in a cache, or null
 * @param nodes what the nodes have at first; the owner is the first
 * @param ownerWorks whether the owner runs vertices
 * @param isPlanned whether the first placement is ready before the start
 * @param keeping when nodes drop values
 * @param costs what the real planner is told that moving costs; null for the simple planner
 * @param tick time between two ticks
 * @param horizon about how long the run takes when all goes well
 * @param faults what goes wrong
 * @param tasks how many tasks beside the run want the same resources
 * @param durable whether another node goes on with the run when its owner dies
 * @param patience how long nodes then wait for that
 */
record Scenario(
        GraphModel graph,
        long[] micros,
        @Nullable Stage data,
        List<Resources> nodes,
        boolean ownerWorks,
        boolean isPlanned,
        Values.Keeping keeping,
        @Nullable Costs costs,
        long tick,
        long horizon,
        Faults faults,
        int tasks,
        boolean durable,
        long patience) {

    /**
     * What goes wrong, in probabilities and how often.
     *
     * @param loss share of messages that get lost
     * @param twice share of messages that come twice
     * @param late share of messages that others overtake
     * @param evictions jobs whose nodes have lost the values they had reported
     * @param hangs nodes that stop answering and leave the cluster much later
     * @param failing the vertex that fails, or -1
     * @param cancelAt when the user cancels, or -1
     * @param ownerDiesAt when the owner dies, or -1
     * @param poison the vertex that kills the nodes it runs on, or -1
     * @param killEvery how often a worker is killed and another joins, without end; 0 for never
     * @param isTooBig whether a stage asks for more than the smaller nodes have
     */
    record Faults(
            double loss,
            double twice,
            double late,
            int evictions,
            int slowLinks,
            int cuts,
            int deaths,
            int joins,
            int pauses,
            int hangs,
            int moves,
            int failing,
            long cancelAt,
            long ownerDiesAt,
            int poison,
            long killEvery,
            boolean isTooBig) {
        static final Faults NONE =
                new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, 0, false);
    }

    static Scenario random(SplittableRandom random) {
        var nodes = new ArrayList<Resources>();
        int count = 1 + random.nextInt(8);
        int least = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            nodes.add(Resources.NONE.cpus(least + random.nextInt(6)).memory(1000));
        }
        boolean calm = random.nextInt(6) == 0;
        boolean tooBig = !calm && random.nextInt(25) == 0;
        int size = random.nextInt(4) == 0 ? 120 : 40;
        int most = tooBig ? least + 6 : least;
        GraphModel graph = Shape.random(random, 1 + random.nextInt(size), most);
        long unit = 1L << random.nextInt(6, 16);
        long[] micros = new long[graph.size()];
        long all = 0;
        for (int v = 0; v < micros.length; v++) {
            micros[v] = 1 + random.nextLong(unit) * (random.nextInt(20) == 0 ? 20 : 1);
            all += micros[v];
        }
        long horizon = all / count + 2000;
        Stage first = graph.stages().getFirst();
        boolean hasData = first.operation() instanceof Operation.CachePartitions;
        long tick = Math.max(500, horizon / (1 + random.nextInt(60)));
        Faults faults = calm ? Faults.NONE : faults(random, graph.size(), horizon, tooBig);
        return new Scenario(
                graph,
                micros,
                hasData ? first : null,
                nodes,
                random.nextInt(4) > 0,
                random.nextBoolean(),
                keeping(random, faults),
                costs(random),
                Math.min(tick, 100_000),
                horizon,
                faults,
                random.nextInt(3) == 0 ? random.nextInt(30) : 0,
                random.nextBoolean(),
                random.nextInt(5) == 0 ? random.nextLong(200_000) : 5_000_000);
    }

    /**
     * A wide stage whose vertices take up to some seconds, while a worker is killed and another
     * joins every 15 s.
     */
    static Scenario storm(SplittableRandom random, long mostSeconds) {
        GraphModel graph = Shape.wide(1000);
        long[] micros = new long[graph.size()];
        for (int v = 0; v < micros.length; v++) {
            micros[v] = 1_000_000 * mostSeconds / 2 + random.nextLong(500_000 * mostSeconds);
        }
        return new Scenario(
                graph,
                micros,
                null,
                Collections.nCopies(8, Resources.NONE.cpus(4)),
                true,
                true,
                Values.Keeping.ALWAYS,
                Costs.DEFAULT,
                100_000,
                1000 * mostSeconds * 1_000_000 / 32,
                new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, 15_000_000, false),
                0,
                false,
                0);
    }

    private static @Nullable Costs costs(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> Costs.DEFAULT;
            default -> new Costs(random.nextInt(20_000), 1000, 50_000, 64);
        };
    }

    private static Values.Keeping keeping(SplittableRandom random, Faults faults) {
        if (random.nextBoolean()) {
            return Values.Keeping.ALWAYS;
        }
        boolean isLossy = faults.loss() > 0 || faults.cuts() > 0;
        return isLossy || random.nextBoolean()
                ? Values.Keeping.UNTIL_GOT
                : Values.Keeping.UNTIL_SENT;
    }

    private static Faults faults(
            SplittableRandom random, int vertices, long horizon, boolean tooBig) {
        boolean bad = random.nextBoolean();
        return new Faults(
                bad && random.nextBoolean() ? random.nextDouble(0.1) : 0,
                random.nextInt(3) == 0 ? random.nextDouble(0.2) : 0,
                random.nextInt(3) == 0 ? random.nextDouble(0.3) : 0,
                random.nextInt(10) == 0 ? random.nextInt(4) : 0,
                random.nextInt(3) == 0 ? random.nextInt(4) : 0,
                bad && random.nextInt(3) == 0 ? random.nextInt(3) : 0,
                random.nextBoolean() ? random.nextInt(5) : 0,
                random.nextInt(3) == 0 ? random.nextInt(5) : 0,
                random.nextInt(3) == 0 ? random.nextInt(4) : 0,
                random.nextInt(15) == 0 ? 1 + random.nextInt(2) : 0,
                random.nextInt(3) == 0 ? random.nextInt(6) : 0,
                random.nextInt(12) == 0 ? random.nextInt(vertices) : -1,
                random.nextInt(12) == 0 ? random.nextLong(horizon * 2) : -1,
                random.nextInt(10) == 0 ? random.nextLong(horizon * 2) : -1,
                random.nextInt(8) == 0 ? random.nextInt(vertices) : -1,
                0,
                tooBig);
    }
}
