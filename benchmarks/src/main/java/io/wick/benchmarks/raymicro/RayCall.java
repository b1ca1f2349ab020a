package io.wick.benchmarks.raymicro;

import java.util.function.Function;

/**
 * Ray's microbenchmarks in their order, with what Ray published: {@code
 * release/perf_metrics/microbenchmark.json} and {@code scalability/single_node.json} of its
 * repository as of release 2.37.0.
 */
enum RayCall {
    GET_SMALL("single client get calls", "/s", 10_394, 1, Driver::getSmall),
    PUT_SMALL("single client put calls", "/s", 5_238, 1, Driver::putSmall),
    MULTI_PUT_SMALL(
            "multi client put calls, 10 tasks × 100",
            "/s",
            12_280,
            Driver.PUTTING_TASKS * Driver.SMALL_PUTS_PER_TASK,
            Driver::putSmallFromTasks),
    PUT_LARGE(
            "single client put gigabytes, `long[10 Mi]` (Ray: 100 Mi)",
            "GB/s",
            20.9,
            Driver.LARGE_LONGS * 8e-9,
            Driver::putLarge),
    BATCH("single client tasks and get batch of 1,000", "batches/s", 7.99, 1, Driver::batch),
    MULTI_PUT_MEDIUM(
            "multi client put gigabytes, 10 tasks × 10 `long[1 Mi]` (Ray: 10 Mi)",
            "GB/s",
            41.0,
            Driver.PUTTING_TASKS * Driver.MEDIUM_PUTS_PER_TASK * Driver.MEDIUM_LONGS * 8e-9,
            Driver::putMediumFromTasks),
    GET_REFS_INSIDE("get of an object containing 10k refs", "/s", 13.2, 1, Driver::getRefsInside),
    WAIT("wait on 1k refs, one after the other", "rounds/s", 5.18, 1, Driver::waitForEach),
    TASKS_SYNC("single client tasks sync", "/s", 952, 1, Driver::oneTask),
    TASKS_ASYNC("single client tasks async", "/s", 7_691, Driver.BATCH, Driver::batch),
    MULTI_TASKS_ASYNC(
            "multi client tasks async, 4 clients × 10,000",
            "/s",
            22_009,
            Driver.CLIENTS * Driver.TASKS_PER_CLIENT,
            Driver::batchesFromTasks),
    ACTOR_SYNC("1:1 actor calls sync", "/s", 1_950, 1, d -> ActorRounds.sync(d, false)),
    ACTOR_ASYNC(
            "1:1 actor calls async",
            "/s",
            7_956,
            ActorRounds.BATCH,
            d -> ActorRounds.async(d, false)),
    ACTOR_CONCURRENT(
            "1:1 actor calls concurrent",
            "/s",
            5_303,
            ActorRounds.BATCH,
            d -> ActorRounds.async(d, true)),
    ACTOR_ONE_TO_MANY(
            "1:n actor calls async",
            "/s",
            8_575,
            ActorRounds.CALLS * ActorRounds.ACTORS,
            d -> ActorRounds.oneToMany(d, false)),
    ACTOR_MANY_TO_MANY(
            "n:n actor calls async",
            "/s",
            27_276,
            ActorRounds.CALLS * ActorRounds.CALLERS,
            d -> ActorRounds.manyToMany(d, false)),
    ACTOR_ARGUMENT(
            "n:n actor calls with arg async",
            "/s",
            2_632,
            ActorRounds.ARGUMENT_CALLS * ActorRounds.ACTORS,
            ActorRounds::manyToManyWithArgument),
    ASYNC_ACTOR_SYNC("1:1 async-actor calls sync", "/s", 1_438, 1, d -> ActorRounds.sync(d, true)),
    ASYNC_ACTOR_ASYNC(
            "1:1 async-actor calls async",
            "/s",
            4_785,
            ActorRounds.BATCH,
            d -> ActorRounds.async(d, true)),
    ASYNC_ACTOR_ARGUMENTS(
            "1:1 async-actor calls with args async",
            "/s",
            2_978,
            ActorRounds.BATCH,
            ActorRounds::asyncWithArgument),
    ASYNC_ACTOR_ONE_TO_MANY(
            "1:n async-actor calls async",
            "/s",
            7_578,
            ActorRounds.CALLS * ActorRounds.ACTORS,
            d -> ActorRounds.oneToMany(d, true)),
    ASYNC_ACTOR_MANY_TO_MANY(
            "n:n async-actor calls async",
            "/s",
            23_202,
            ActorRounds.CALLS * ActorRounds.CALLERS,
            d -> ActorRounds.manyToMany(d, true)),
    PLACEMENT_GROUPS(
            "placement group create/removal",
            "/s",
            791,
            Driver.GROUPS,
            Driver::makeAndRemoveGroups),
    ARGUMENTS("10,000 args to one task", 17.2, Driver::manyArguments),
    RETURNS("3,000 returns of one task", 5.72, Driver::manyReturns),
    GET_MANY("get of 10,000 objects (Ray: twice)", 23.5, Driver::getMany);

    /** What seconds of one round are given in. */
    private static final String SECONDS = "s";

    private final String title;
    private final String unit;
    private final double ray;
    private final double perRound;
    private final Function<Driver, Round> prepare;

    /** What is counted per second. */
    RayCall(
            String title,
            String unit,
            double ray,
            double perRound,
            Function<Driver, Round> prepare) {
        this.title = title;
        this.unit = unit;
        this.ray = ray;
        this.perRound = perRound;
        this.prepare = prepare;
    }

    /** What takes seconds. */
    RayCall(String title, double ray, Function<Driver, Round> prepare) {
        this(title, SECONDS, ray, 1, prepare);
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /** Ray's figure, in the unit. */
    double ray() {
        return ray;
    }

    /** How many times as good as Ray's a figure is. */
    double timesRay(double measured) {
        return unit.equals(SECONDS) ? ray / measured : measured / ray;
    }

    /** Measures it, in the unit. */
    double measure(Driver driver, Timing timing) throws Exception {
        Round round = prepare.apply(driver);
        return unit.equals(SECONDS) ? timing.seconds(round) : timing.rate(round) * perRound;
    }
}
