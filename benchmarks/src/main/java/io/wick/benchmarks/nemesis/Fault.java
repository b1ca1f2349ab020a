package io.wick.benchmarks.nemesis;

import io.wick.testkit.ProcessCluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is done to a server; another is started after each. */
enum Fault {
    /** Its process ends at once, as with {@code kill -9}. */
    KILL {
        @Override
        void strike(ProcessCluster cluster, int server) {
            cluster.kill9(server);
        }
    },
    /** It leaves the cluster in order, and moves its actors. */
    LEAVE {
        @Override
        void strike(ProcessCluster cluster, int server) {
            cluster.stop(server);
        }
    },
    /** It freezes until the others have given it up, and goes on a while as if nothing were. */
    PAUSE {
        @Override
        void strike(ProcessCluster cluster, int server) {
            cluster.pause(server);
            LockSupport.parkNanos(FROZEN.toNanos());
            cluster.resume(server);
            LockSupport.parkNanos(GHOST.toNanos());
        }
    };

    private static final Duration FROZEN = Duration.ofMillis(3 * Storm.FAILURE_DETECTION_MILLIS);
    private static final Duration GHOST = Duration.ofSeconds(1);

    abstract void strike(ProcessCluster cluster, int server);
}
