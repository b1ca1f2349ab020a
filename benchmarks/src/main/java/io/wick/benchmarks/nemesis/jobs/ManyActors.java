package io.wick.benchmarks.nemesis.jobs;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.ActorException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.SplittableRandom;

/** Actors without a name that are made, called a few times, and ended. */
record ManyActors() implements Job {
    private static final int ACTORS = 20;
    private static final int CALLS = 3;

    /** An actor. */
    static final class Hits {
        private int hits;

        int hit() {
            return ++hits;
        }
    }

    @Override
    public String name() {
        return "many actors";
    }

    /** They have no second life. */
    @Override
    public boolean mayFailWith(Throwable error) {
        return error instanceof ActorException;
    }

    @Override
    public @Nullable String run(Wick wick, SplittableRandom random) {
        var actors = new ArrayList<ActorRef<Hits>>();
        for (int i = 0; i < ACTORS; i++) {
            actors.add(wick.actor(Hits::new).spread().create());
        }
        try {
            var answers = new ArrayList<ObjectRef<Integer>>();
            for (int call = 0; call < CALLS; call++) {
                actors.forEach(actor -> answers.add(actor.call(Hits::hit)));
            }
            for (int i = 0; i < answers.size(); i++) {
                int expected = i / ACTORS + 1;
                int got = answers.get(i).get(LIMIT);
                if (got != expected) {
                    return Values.compare("answer of actor " + i % ACTORS, expected, got);
                }
            }
            return null;
        } finally {
            actors.forEach(ActorRef::kill);
        }
    }
}
