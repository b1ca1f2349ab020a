package io.wick.graph;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A graph compiled for the cluster as it was: which vertex runs on which node, and one program per
 * node. Thread-safe; runs may overlap. A run on a cluster that has changed is planned anew by
 * itself, and so is the next run when the first ones took much more or less time than was guessed.
 *
 * <pre>{@code
 * Plan<Double> plan = wick.compile(graph);
 * System.out.println(plan.explain());
 * double mean = plan.run(Map.of("file", "flights.parquet")).get();
 * }</pre>
 */
public interface Plan<R extends @Nullable Object> {
    /** The graph it was compiled from. */
    Graph<R> graph();

    /** Runs a graph without inputs. */
    default GraphRun<R> run() {
        return run(Map.of(), RunOptions.DEFAULT);
    }

    /** Runs it with a value, or an {@link io.wick.ObjectRef} to one, for each input by name. */
    default GraphRun<R> run(Map<String, ?> inputs) {
        return run(inputs, RunOptions.DEFAULT);
    }

    /**
     * Starts a run and gives its handle at once.
     *
     * @throws io.wick.error.GraphException when an input is missing, unknown or of another type
     * @throws io.wick.error.SerializationException when a function or a value cannot travel to a
     *     node that needs it
     * @throws io.wick.error.InfeasibleException when no node can run one of the vertices
     */
    GraphRun<R> run(Map<String, ?> inputs, RunOptions options);

    /** Starts a durable run of a graph without inputs. */
    default DurableRun<R> start(String name) {
        return start(name, Map.of(), RunOptions.DEFAULT);
    }

    /** Starts a durable run with the default options. */
    default DurableRun<R> start(String name, Map<String, ?> inputs) {
        return start(name, inputs, RunOptions.DEFAULT);
    }

    /**
     * Starts a run that outlives this node, and gives its handle once graph and inputs are stored
     * in the cluster with two backups. A server keeps the run; when that is lost another goes on
     * where it was. State and result stay until {@link DurableRun#remove}, and on disk where
     * Ignite's default data region is persistent: then the run goes on when the whole cluster is
     * started again. Values of vertices that took 20 ms or longer, and longer than writing them
     * would, are on disk then and are not made again; others are, where they are needed.
     *
     * <p>A name is taken from the start of its run until that is removed, so whoever starts it a
     * second time, perhaps not knowing whether the first time succeeded, never runs it twice.
     *
     * @param name by which any node finds it, not blank
     * @param inputs as for a run; the value of an {@code ObjectRef} is waited for and copied
     * @throws io.wick.error.RunNameTakenException when a run of this name was not removed
     * @throws io.wick.error.GraphException when an input is missing, unknown or of another type, or
     *     the graph or an input has a ref inside: it would be gone with its owner
     * @throws io.wick.error.SerializationException when a function or a value cannot be stored
     * @throws io.wick.error.StoreFullException when there is no room for it
     * @throws io.wick.error.InfeasibleException when no node can run one of the vertices
     * @throws io.wick.error.DurableRunException when the cluster's caches cannot be used
     */
    DurableRun<R> start(String name, Map<String, ?> inputs, RunOptions options);

    /** Where each vertex would run now, why, and what would move. */
    Explanation explain();

    /** The plan as a Mermaid flow chart, a box per node. */
    String toMermaid();

    /** The plan as a Graphviz digraph, a cluster per node. */
    String toDot();
}
