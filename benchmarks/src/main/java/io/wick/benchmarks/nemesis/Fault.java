package io.wick.benchmarks.nemesis;

import java.time.Duration;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/**
 * What is done to servers; after each all are well again, another started for each that was lost.
 */
enum Fault {
    /** The process of any server ends at once, as with {@code kill -9}. */
    KILL(Kind.KILL, Scene::any, Scene::kill),
    /** The oldest server is killed, which coordinates Ignite's changes of topology. */
    KILL_OLDEST(Kind.KILL, Scene::oldest, Scene::kill),
    /** A server is killed that has submitted work of its own. */
    KILL_SUBMITTER(Kind.KILL, Scene::submitter, Scene::kill),
    /** A server is killed that keeps a durable run. */
    KILL_KEEPER(Kind.KILL, Scene::keeper, Scene::kill),
    /**
     * Two servers are killed one after the other, the second as soon as the others hold copies of
     * what the first had; nobody takes their place before.
     */
    KILL_TWO(Kind.KILL, Scene::any, Fault::killTwo),
    /** A server leaves the cluster in order, and moves its actors. */
    LEAVE(Kind.LEAVE, Scene::any, Scene::leave),
    /** A server freezes for a moment, and stays. */
    STUTTER(Kind.PAUSE, Scene::any, (scene, server) -> scene.freeze(server, scene.moment())) {
        @Override
        int weight() {
            return STUTTERS;
        }

        @Override
        boolean loses() {
            return false;
        }
    },
    /**
     * A server freezes until the others have given it up, and goes on a while as if nothing were.
     */
    PAUSE(Kind.PAUSE, Scene::any, Fault::pause),
    /** The network to a server is cut for a moment. */
    FLICKER(Kind.CUT, Scene::any, (scene, server) -> scene.cut(server, scene.moment())) {
        @Override
        boolean loses() {
            return false;
        }
    },
    /**
     * The network to a server is cut until the others have given it up, and then is whole again.
     */
    CUT(Kind.CUT, Scene::any, Fault::cut);

    /** What faults are counted as. */
    enum Kind {
        /** A process ended at once. */
        KILL,
        /** A process was stopped and went on. */
        PAUSE,
        /** A node left in order. */
        LEAVE,
        /** A network was cut and made whole. */
        CUT
    }

    private static final Duration LONG = Duration.ofMillis(3 * Storm.FAILURE_DETECTION_MILLIS);

    /** Those that cost little come often. */
    private static final int STUTTERS = 5;

    private final Kind kind;
    private final ToIntFunction<Scene> choice;
    private final ObjIntConsumer<Scene> strike;

    Fault(Kind kind, ToIntFunction<Scene> choice, ObjIntConsumer<Scene> strike) {
        this.kind = kind;
        this.choice = choice;
        this.strike = strike;
    }

    private static void killTwo(Scene scene, int server) {
        scene.kill(server);
        scene.awaitCopies();
        scene.kill(scene.any());
    }

    private static void pause(Scene scene, int server) {
        UUID before = scene.id(server);
        scene.freeze(server, LONG);
        scene.haunt(server, before);
    }

    private static void cut(Scene scene, int server) {
        UUID before = scene.id(server);
        scene.cut(server, LONG);
        scene.haunt(server, before);
    }

    Kind kind() {
        return kind;
    }

    /** How often it comes while others come once. */
    int weight() {
        return 1;
    }

    /** Which server to strike at. */
    int choose(Scene scene) {
        return choice.applyAsInt(scene);
    }

    /** Whether the server is lost to the others. */
    boolean loses() {
        return true;
    }

    void strike(Scene scene, int server) {
        strike.accept(scene, server);
    }
}
