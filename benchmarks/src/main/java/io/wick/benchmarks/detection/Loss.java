package io.wick.benchmarks.detection;

import io.wick.testkit.ProcessCluster;

/** A way in which a node is lost. */
enum Loss {
    /** {@code kill -9}: its machine closes its connections. */
    KILL {
        @Override
        void strike(ProcessCluster cluster, int node) {
            cluster.kill9(node);
        }
    },
    /** {@code kill -STOP}: its connections stay, nothing answers. */
    FREEZE {
        @Override
        void strike(ProcessCluster cluster, int node) {
            cluster.pause(node);
        }
    },
    /** It vanishes with its machine: nobody is told. Needs networks. */
    VANISH {
        @Override
        void strike(ProcessCluster cluster, int node) {
            cluster.cut(node);
        }

        @Override
        void repair(ProcessCluster cluster, int node) {
            cluster.reconnect();
            cluster.restart(node);
        }
    };

    abstract void strike(ProcessCluster cluster, int node);

    /** Has another node in its place. */
    void repair(ProcessCluster cluster, int node) {
        cluster.restart(node);
    }
}
