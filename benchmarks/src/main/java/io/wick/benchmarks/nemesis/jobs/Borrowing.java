package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.ActorException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Objects that a task puts and gives away inside its result, which go through another task to an
 * actor; who had them before lets go of them, and in the end the actor too.
 */
record Borrowing() implements Job {
    private static final int OBJECTS = 4;
    private static final int LENGTH = 6000;

    /** What a task has put. */
    record Parcel(String label, List<ObjectRef<long[]>> objects) {}

    /** An actor that holds what others gave it. */
    static final class Shelf {
        private final List<Parcel> parcels = new ArrayList<>();

        int keep(Parcel parcel) {
            parcels.add(parcel);
            return parcels.size();
        }

        List<ObjectRef<long[]>> all() {
            return parcels.stream().flatMap(parcel -> parcel.objects().stream()).toList();
        }
    }

    @Override
    public String name() {
        return "borrowing";
    }

    /** The shelf is not promised to survive its node. */
    @Override
    public boolean mayFailWith(Throwable error) {
        return error instanceof ActorException;
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        ActorRef<Shelf> shelf = wick.actor(Shelf::new).spread().create();
        try {
            keep(wick, shelf, seed);
            Values.take(random.nextInt(1500));
            List<ObjectRef<long[]>> objects = shelf.call(Shelf::all).get(LIMIT);
            ObjectRef<Long> there =
                    wick.task(() -> sum(objects)).retries(RETRIES).spread().submit();
            String wrong = Values.compare("read by a task", expected(seed), there.get(LIMIT));
            return wrong != null
                    ? wrong
                    : Values.compare("read here", expected(seed), sum(objects));
        } finally {
            shelf.kill();
        }
    }

    private static void keep(Wick wick, ActorRef<Shelf> shelf, long seed) {
        ObjectRef<Parcel> parcel = wick.task(() -> pack(seed)).retries(RETRIES).spread().submit();
        ObjectRef<Parcel> handed =
                wick.task(Borrowing::relabel, parcel).retries(RETRIES).spread().submit();
        int kept = shelf.call(Shelf::keep, handed).get(LIMIT);
        if (kept != 1) {
            throw new IllegalStateException("A new shelf holds " + kept + " parcels");
        }
    }

    private static Parcel pack(long seed) {
        var objects = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(Wick.current().put(Values.array(seed + i, LENGTH)));
        }
        return new Parcel("packed", objects);
    }

    private static Parcel relabel(Parcel parcel) {
        return new Parcel("handed on", parcel.objects());
    }

    private static long sum(List<ObjectRef<long[]>> objects) {
        return objects.stream().mapToLong(ref -> Values.digest(ref.get(LIMIT))).sum();
    }

    private static long expected(long seed) {
        long sum = 0;
        for (int i = 0; i < OBJECTS; i++) {
            sum += Values.digest(Values.array(seed + i, LENGTH));
        }
        return sum;
    }
}
