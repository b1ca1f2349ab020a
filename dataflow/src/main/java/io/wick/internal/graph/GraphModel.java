package io.wick.internal.graph;

import java.util.List;

/**
 * A graph in arrays. Vertices are numbered from 0, stage by stage; the inputs of vertex {@code v}
 * are {@code inputs[inputStart[v]] .. inputs[inputStart[v + 1] - 1]}, in the order of its
 * arguments. A vertex may be the input of another more than once. Immutable by agreement: the
 * arrays are shared, nobody writes to them.
 */
public final class GraphModel {
    private final String name;
    private final List<Stage> stages;
    private final int[] stageOf;
    private final int[] inputStart;
    private final int[] inputs;
    private final int[] results;
    private final boolean single;
    private final int[] consumerStart;
    private final int[] consumers;
    private final int[] order;

    /**
     * A graph whose structure has been checked for what arrays can say wrongly.
     *
     * @param results the vertices whose values a run gives
     * @param single whether a run gives the value of the only result, instead of a list
     * @throws io.wick.error.GraphException when there is a cycle; names its vertices
     */
    public GraphModel(
            String name,
            List<Stage> stages,
            int[] inputStart,
            int[] inputs,
            int[] results,
            boolean single) {
        this.name = name;
        this.stages = List.copyOf(stages);
        this.inputStart = inputStart;
        this.inputs = inputs;
        this.results = results;
        this.single = single;
        this.stageOf = new int[inputStart.length - 1];
        for (Stage stage : stages) {
            java.util.Arrays.fill(
                    stageOf, stage.first(), stage.first() + stage.count(), stage.id());
        }
        this.consumerStart = new int[stageOf.length + 1];
        this.consumers = new int[inputs.length];
        Edges.invert(inputStart, inputs, consumerStart, consumers);
        this.order = Edges.topological(this);
    }

    /** The graph's name. */
    public String name() {
        return name;
    }

    /** How many vertices. */
    public int size() {
        return stageOf.length;
    }

    /** How many edges. */
    public int edges() {
        return inputs.length;
    }

    /** Its stages, in the order of their vertices. */
    public List<Stage> stages() {
        return stages;
    }

    /** The stage of a vertex. */
    public Stage stage(int vertex) {
        return stages.get(stageOf[vertex]);
    }

    /** The stage ids by vertex. */
    public int[] stageOf() {
        return stageOf;
    }

    /** Where the inputs of each vertex begin in {@link #inputs}; one longer than the vertices. */
    public int[] inputStart() {
        return inputStart;
    }

    /** All inputs. */
    public int[] inputs() {
        return inputs;
    }

    /** Where the consumers of each vertex begin in {@link #consumers}. */
    public int[] consumerStart() {
        return consumerStart;
    }

    /** All consumers: a vertex that takes a value twice is there twice. */
    public int[] consumers() {
        return consumers;
    }

    /** The vertices whose values a run gives. */
    public int[] results() {
        return results;
    }

    /** Whether a run gives one value, and not a list. */
    public boolean single() {
        return single;
    }

    /** The vertices in an order in which inputs come before their consumers. */
    public int[] order() {
        return order;
    }

    /** The name of a vertex, for people. */
    public String vertexName(int vertex) {
        return stage(vertex).vertexName(vertex);
    }
}
