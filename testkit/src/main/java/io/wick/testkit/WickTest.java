package io.wick.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the tests of a class on a cluster of several nodes in this JVM. Test methods take a {@link
 * io.wick.Wick} (the first node, or the client), a {@code List<Wick>} (all server nodes) or the
 * {@link WickCluster} as parameters.
 *
 * <p>The cluster starts before the first test and is shared by those of the class. After each test
 * that passed, the kit waits up to ten seconds until every node is as it was before: no task
 * pending, all resources back, no object or ref held that was not held before, no thread more. What
 * is still there then fails the test. Keep refs in local variables: a field of the test class keeps
 * its object alive. After a failed test the next one gets a new cluster.
 *
 * <pre>{@code
 * @WickTest(nodes = 3)
 * class MeanTest {
 *     @Test
 *     void when_three_nodes_then_one_mean(Wick wick) {
 *         ObjectRef<Double> mean = wick.submit(() -> Stats.mean(1, 2, 3));
 *         assertThat(mean.get()).isEqualTo(2);
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WickTestExtension.class)
public @interface WickTest {
    /** Server nodes, 1 or more. */
    int nodes() default 3;

    /** Whether the test's {@code Wick} is a client node beside the servers. */
    boolean client() default false;

    /** CPUs that tasks may hold on each node. */
    double cpus() default 2;

    /** Limit of each node's object store, at least 32 MiB. */
    long storeBytes() default 64L << 20;

    /** Changes the configuration of single nodes. */
    Class<? extends NodeSetup> setup() default NodeSetup.None.class;
}
