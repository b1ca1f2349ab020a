package io.wick.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the tests of a class on a cluster of real JVMs, which a test may kill or pause. Test methods
 * take the {@link ProcessCluster} or the test JVM's own {@link io.wick.Wick} as parameters.
 *
 * <p>The JVMs start before the first test with the class path of the test; those that a test has
 * killed or paused are started anew before the next. All end with the class. When a test fails,
 * what they printed is shown.
 *
 * <pre>{@code
 * @WickProcesses(nodes = 3)
 * class NodeDeathTest {
 *     @Test
 *     void when_a_node_dies_then_its_task_runs_again(Wick wick, ProcessCluster cluster) {
 *         ObjectRef<Integer> sum = wick.task(() -> slowSum()).spread().submit();
 *         cluster.kill9(0);
 *         assertThat(sum.get()).isEqualTo(42);
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WickProcessesExtension.class)
public @interface WickProcesses {
    /** JVMs beside that of the test, 1 or more. */
    int nodes() default 3;

    /** Whether the test JVM joins as a client; otherwise it is one more server node. */
    boolean client() default true;

    /** CPUs that tasks may hold on each node. */
    double cpus() default 2;

    /** Limit of each node's object store, at least 32 MiB. */
    long storeBytes() default 64L << 20;

    /** A silent node counts as dead after this many milliseconds. */
    long failureDetection() default 2000;

    /**
     * Whether each JVM has a network of its own, for {@link ProcessCluster#cut}. Where that is not
     * allowed ({@link ProcessCluster#whyNoNetworks}) the tests are skipped.
     */
    boolean network() default false;

    /** Changes the configuration of single nodes. */
    Class<? extends NodeSetup> setup() default NodeSetup.None.class;
}
