package io.wick.benchmarks.soak;

import io.wick.ObjectRef;
import io.wick.ResultStream;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorNameTakenException;
import io.wick.group.PlacementGroup;
import io.wick.group.Strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Actors made, called and ended in each way there is; placement groups with what runs in them. */
final class ActorRounds {
    private ActorRounds() {}

    private static String name(String kind, SplittableRandom random) {
        return kind + "-" + Long.toHexString(random.nextLong());
    }

    private static void adds(ActorRef<Adder> adder, int calls, long before) {
        var refs = new ArrayList<ObjectRef<Long>>();
        long total = before;
        var expected = new ArrayList<Long>();
        for (int i = 1; i <= calls; i++) {
            refs.add(adder.call(Adder::add, (long) i));
            expected.add(total += i);
        }
        for (int i = 0; i < calls; i++) {
            Round.same("a running total", expected.get(i), refs.get(i).get(Round.LIMIT));
        }
    }

    private static void dead(ActorRef<Adder> adder) {
        Round.fails(
                "a call of a dead actor",
                ActorDeadException.class,
                "",
                () -> adder.call(Adder::add, 1L).get(Round.LIMIT));
    }

    static void anonymous(Wick wick, SplittableRandom random) {
        ActorRef<Adder> killed = wick.actor(Adder::new).spread().create();
        ActorRef<Adder> stopped = wick.actor(Adder::new).spread().create();
        ActorRef<Adder> left = wick.actor(Adder::new).spread().create();
        for (ActorRef<Adder> adder : List.of(killed, stopped, left)) {
            adder.run(Adder::tick);
            adds(adder, random.nextInt(1, 100), 0);
        }
        killed.kill();
        stopped.stop().get(Round.LIMIT);
        left.run(Adder::leave);
        for (ActorRef<Adder> adder : List.of(killed, stopped, left)) {
            dead(adder);
        }
    }

    static long remotely(ActorRef<Adder> adder, long x) {
        return adder.call(Adder::add, x).get();
    }

    static void named(Wick wick, SplittableRandom random) {
        String name = name("named", random);
        long[] first = {random.nextInt(1000), 7};
        ActorRef<Adder> made =
                wick.actor((long[] xs) -> new Adder(xs), wick.put(first))
                        .named(name)
                        .restarts(2)
                        .checkpoints(Checkpoints.beforeReply())
                        .spread()
                        .create();
        Round.fails(
                "a name twice",
                ActorNameTakenException.class,
                name,
                () -> wick.actor(Adder::new).named(name).create());
        ActorRef<Adder> found = wick.findActor(name, Adder.class).orElseThrow().retries(3);
        adds(found, 20, first[0] + 7);
        long total = first[0] + 7 + 210;
        Round.same(
                "a call out of a task",
                total + 5,
                wick.task(() -> remotely(made, 5)).spread().submit().get(Round.LIMIT));
        long read = 0;
        try (ResultStream<Long> items = made.stream(adder -> adder.upTo(100))) {
            while (items.hasNext()) {
                read += items.next();
            }
        }
        Round.same("sum of an actor's stream", 100 * (total + 5) + 4950, read);
        if (random.nextBoolean()) {
            found.kill();
        } else {
            made.stop().get(Round.LIMIT);
        }
        dead(found);
        Round.same("found after its end", true, wick.findActor(name, Adder.class).isEmpty());
    }

    static void detached(Wick wick, SplittableRandom random) {
        String name = name("detached", random);
        wick.actor(Adder::new)
                .named(name)
                .detached()
                .restarts(1)
                .checkpoints(Checkpoints.every(10, java.time.Duration.ofMillis(50)))
                .spread()
                .create();
        ActorRef<Adder> found = wick.findActor(name, Adder.class).orElseThrow();
        adds(found, 30, 0);
        found.kill();
        dead(found);
    }

    static void pooled(Wick wick, SplittableRandom random) {
        var pool = wick.actorPool(random.nextInt(2, 5), Adder::new);
        List<Long> items = LongStream.range(0, 50).boxed().toList();
        Round.same("results of a pool", 50, pool.map(Adder::add, items).size());
        pool.kill();
        pool.members().forEach(ActorRounds::dead);
    }

    static long inside(PlacementGroup group, long x) {
        return Wick.current()
                .task(TaskRounds::scramble, x)
                .resources(r -> r.cpus(0.1))
                .in(group, 0)
                .submit()
                .get();
    }

    static void grouped(Wick wick, SplittableRandom random) {
        Strategy strategy = random.nextBoolean() ? Strategy.SPREAD : Strategy.PACK;
        try (PlacementGroup group =
                wick.placementGroup()
                        .bundle(r -> r.cpus(0.1))
                        .bundle(r -> r.cpus(0.1))
                        .strategy(strategy)
                        .create()) {
            Round.same("bundles", 2, group.await(Round.LIMIT).size());
            long x = random.nextLong();
            ObjectRef<Long> task =
                    wick.task(TaskRounds::scramble, x)
                            .resources(r -> r.cpus(0.1))
                            .in(group, 1)
                            .submit();
            Round.same("a task in a group", TaskRounds.scramble(x), task.get(Round.LIMIT));
            ObjectRef<Long> elsewhere = wick.task(() -> inside(group, x)).spread().submit();
            Round.same("one of a task", TaskRounds.scramble(x), elsewhere.get(Round.LIMIT));
            ActorRef<Adder> adder =
                    wick.actor(Adder::new).resources(r -> r.cpus(0.1)).in(group, 0).create();
            adds(adder, 10, 0);
            if (random.nextBoolean()) {
                adder.kill();
            } // else it ends with its group
        }
    }
}
