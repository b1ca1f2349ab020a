package io.wick.benchmarks.soak;

import io.wick.Wick;

import java.util.SplittableRandom;

/** The kinds of rounds that make up the mix. */
enum Kind {
    SMALL_TASKS(TaskRounds::small),
    CHAIN(TaskRounds::chain),
    NESTED_TASKS(TaskRounds::nested),
    FAILING_TASKS(TaskRounds::failing),
    CANCELLED_TASKS(TaskRounds::cancelled),
    SLOW_TASKS(TaskRounds::tooSlow),
    SPLIT_TASKS(TaskRounds::split),
    STREAMS(TaskRounds::streamed),
    PUTS(ObjectRounds::puts),
    BORROWED_OBJECTS(ObjectRounds::borrowed),
    SCOPED_OBJECTS(ObjectRounds::scoped),
    ACTORS(ActorRounds::anonymous),
    NAMED_ACTORS(ActorRounds::named),
    DETACHED_ACTORS(ActorRounds::detached),
    ACTOR_POOLS(ActorRounds::pooled),
    PLACEMENT_GROUPS(ActorRounds::grouped),
    STANDING_GRAPH(GraphRounds::standing),
    FRESH_GRAPHS(GraphRounds::fresh),
    ENDED_RUNS(GraphRounds::ended),
    DURABLE_RUNS(GraphRounds::durable),
    AGGREGATION(PipelineRounds::aggregated),
    JOIN(PipelineRounds::joined),
    KEPT_ROWS(PipelineRounds::kept);

    private final Round round;

    Kind(Round round) {
        this.round = round;
    }

    /** Works once in this JVM; what it does follows from the seed. */
    void run(Wick wick, long seed) {
        round.run(wick, new SplittableRandom(seed));
    }

    /** The same as a task. */
    static boolean runHere(Kind kind, long seed) {
        kind.run(Wick.current(), seed);
        return true;
    }
}
