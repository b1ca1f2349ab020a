package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.SplittableRandom;

/** Objects that are put and read on other nodes a while later, the loss of one between. */
record Puts() implements Job {
    private static final int OBJECTS = 6;
    private static final int LENGTH = 12_500;

    @Override
    public String name() {
        return "puts";
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        var objects = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(wick.put(Values.array(seed + i, LENGTH)));
        }
        Values.take(random.nextInt(4000));
        for (int i = 0; i < OBJECTS; i++) {
            long expected = Values.digest(Values.array(seed + i, LENGTH));
            ObjectRef<Long> there =
                    wick.task(Values::digest, objects.get(i)).retries(RETRIES).spread().submit();
            String wrong = Values.compare("read by a task", expected, there.get(LIMIT));
            if (wrong == null) {
                wrong = Values.compare("read", expected, Values.digest(objects.get(i).get(LIMIT)));
            }
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }
}
