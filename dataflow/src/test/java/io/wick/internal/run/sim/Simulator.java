package io.wick.internal.run.sim;

import java.util.SplittableRandom;

/** Simulates runs, each from a seed alone: the same seed gives the same course. */
public final class Simulator {
    private Simulator() {}

    /**
     * How a simulation went.
     *
     * @param hash of all that happened
     * @param events how much happened
     * @param epochs how often the run was planned
     * @param end COMPLETE, the cause of its failure, or OWNER_DIED
     */
    public record Outcome(long hash, long events, int epochs, String end) {}

    /**
     * Simulates one run.
     *
     * @param lines how much of its course is told when it goes wrong
     * @throws AssertionError when a promise is broken; tells the course and how to see it again
     */
    public static Outcome run(long seed, Mutation mutation, int lines) {
        var random = new SplittableRandom(seed);
        return run(seed, Scenario.random(random), mutation, random, lines);
    }

    /** Simulates one run of vertices of some seconds while nodes are killed all the time. */
    static Outcome storm(long seed, long mostSeconds, int lines) {
        var random = new SplittableRandom(seed);
        return run(seed, Scenario.storm(random, mostSeconds), Mutation.NONE, random, lines);
    }

    private static Outcome run(
            long seed, Scenario scenario, Mutation mutation, SplittableRandom random, int lines) {
        var trace = new Trace(lines);
        try {
            var simulation = new Simulation(new World(scenario, mutation, random, trace));
            simulation.run();
            return new Outcome(
                    trace.hash(), trace.entries(), simulation.owner().epoch(), simulation.end());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(story(seed, scenario, trace, e), e);
        }
    }

    private static String story(long seed, Scenario scenario, Trace trace, Throwable why) {
        return "Seed "
                + seed
                + ": "
                + why
                + "\nIts end (all of it: mvn -pl dataflow test -Dtest=SimulatorTest"
                + " -Dwick.sim.seed="
                + seed
                + "):\n"
                + trace.tail()
                + "Graph '"
                + scenario.graph().name()
                + "' of "
                + scenario.graph().size()
                + " vertices, results "
                + java.util.Arrays.toString(scenario.graph().results())
                + ", nodes "
                + scenario.nodes()
                + (scenario.ownerWorks() ? "" : " and an owner")
                + ", tick "
                + scenario.tick()
                + ", "
                + scenario.faults();
    }
}
