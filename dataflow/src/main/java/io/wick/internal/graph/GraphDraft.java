package io.wick.internal.graph;

import io.wick.TaskOptions;
import io.wick.error.GraphException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A graph being built: growing rows of ints, and a record per stage, so that a vertex of a sweep
 * costs its edges and nothing else. Every call leaves it as it was when it throws. For one thread.
 */
public final class GraphDraft {
    private final String name;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final IntColumn inputStart = new IntColumn();
    private final IntColumn inputs = new IntColumn();
    private boolean built;
    private boolean adding;

    /** An empty graph. */
    public GraphDraft(@Nullable String name) {
        this.name = Names.checked(name, "a graph");
        inputStart.add(0);
    }

    /** Gives the inputs of the vertices of a new stage. */
    @FunctionalInterface
    public interface Inputs {
        /** No inputs. */
        Inputs NONE = (index, to) -> {};

        /** Adds the ids of the inputs of the vertex with this index in its stage. */
        void add(int index, IntColumn to);
    }

    /** The graph's name. */
    public String name() {
        return name;
    }

    /** How many vertices there are. */
    public int size() {
        return inputStart.size() - 1;
    }

    /** A stage by its id. */
    public Stage stage(int id) {
        return stages.get(id);
    }

    /**
     * Adds a stage.
     *
     * @return the stage, with its id and those of its vertices
     * @throws GraphException when the name is taken or not legal, there are no vertices, or the
     *     function takes something else than its inputs give
     * @throws IllegalStateException when the graph is built
     */
    public Stage add(@Nullable String stageName, Operation operation, int count, Inputs of) {
        checkOpen();
        String kind = kind(operation, count);
        String free = claimed(stageName, kind);
        if (count < 1 || count > Integer.MAX_VALUE - 8 - inputStart.size()) {
            throw new GraphException(
                    "'"
                            + free
                            + "' of the graph '"
                            + name
                            + "' would have "
                            + count
                            + " vertices: a stage has 1 or more, and a graph less than 2^31. Leave"
                            + " an empty stage out");
        }
        int id = stages.size();
        return append(
                new Stage(id, free, operation, TaskOptions.DEFAULT, size(), count, 0, -1),
                of,
                true);
    }

    /** Adds a stage of another graph, whose inputs have been checked there. */
    void adopt(Stage of, String free, Inputs inputsOf) {
        checkOpen();
        append(
                new Stage(
                        stages.size(),
                        claimed(free, kind(of.operation(), of.count())),
                        of.operation(),
                        of.options(),
                        size(),
                        of.count(),
                        of.expectedNanos(),
                        of.expectedBytes()),
                inputsOf,
                false);
    }

    private Stage append(Stage stage, Inputs of, boolean check) {
        int mark = inputs.size();
        adding = true;
        try {
            for (int i = 0; i < stage.count(); i++) {
                of.add(i, inputs);
                inputStart.add(inputs.size());
            }
            if (check) {
                new EdgeTypes(inputStart, inputs, this::stageOf).check(stage);
            }
        } catch (RuntimeException | Error e) {
            inputs.truncate(mark);
            inputStart.truncate(stage.first() + 1);
            throw e;
        } finally {
            adding = false;
        }
        stages.add(stage);
        names.put(stage.name(), kind(stage.operation(), stage.count()));
        return stage;
    }

    /** Whether a vertex gives a value that an input takes. */
    boolean fits(int vertex, Operation.Input input) {
        return ValueType.of(stageOf(vertex).operation()).fits(input.type());
    }

    /** What is known of the type of a vertex's value, for people. */
    String typeName(int vertex) {
        return ValueType.of(stageOf(vertex).operation()).toString();
    }

    /** Checks that a name is legal and nobody has it yet. */
    String free(@Nullable String wanted, String by) {
        checkOpen();
        return claimed(wanted, by);
    }

    /** Keeps a name of which {@link #free} said that nobody has it. */
    void reserve(String used, String by) {
        names.put(used, by);
    }

    /** Changes the options of a stage. */
    public void change(int stage, String option, UnaryOperator<TaskOptions> change) {
        Stage old = changeable(stage, option);
        stages.set(stage, old.withOptions(change.apply(old.options())));
    }

    /** Sets the estimates of a stage. */
    public void expect(int stage, Duration time, long bytes) {
        Stage old = changeable(stage, "expects");
        if (time.isNegative() || bytes < 0) {
            throw new IllegalArgumentException(
                    "'"
                            + old.name()
                            + "' is expected to take "
                            + time
                            + " and give "
                            + bytes
                            + " bytes: neither may be negative");
        }
        stages.set(stage, old.withExpected(nanos(time), bytes));
    }

    /**
     * Ends the building.
     *
     * @param single whether a run gives the value of the only result, instead of a list
     */
    public GraphModel build(int[] results, boolean single) {
        checkOpen();
        GraphModel model =
                new GraphModel(
                        name, stages, inputStart.toArray(), inputs.toArray(), results, single);
        built = true;
        return model;
    }

    /** The stage of a vertex. */
    public Stage stageOf(int vertex) {
        int low = 0;
        int high = stages.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stages.get(middle).first() <= vertex) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return stages.get(low);
    }

    private Stage changeable(int id, String option) {
        checkOpen();
        Stage stage = stages.get(id);
        if (!(stage.operation() instanceof Operation.Call)) {
            throw new GraphException(
                    "'"
                            + stage.name()
                            + "' is "
                            + kind(stage.operation(), stage.count())
                            + ", which runs no function, so "
                            + option
                            + "(..) means nothing there. Give the option to the task that takes"
                            + " its value");
        }
        return stage;
    }

    private void checkOpen() {
        if (built) {
            throw new IllegalStateException(
                    "The graph '"
                            + name
                            + "' is built: nothing can be added or changed any more."
                            + " Make another with Graph.builder(..), which may include(..) this"
                            + " one");
        }
        if (adding) {
            throw new IllegalStateException(
                    "The graph '"
                            + name
                            + "' was changed by the function that gives the inputs"
                            + " of a stage. Add the vertices it wants before that stage");
        }
    }

    private String claimed(@Nullable String wanted, String kind) {
        String legal = Names.checked(wanted, kind);
        String other = names.get(legal);
        if (other != null) {
            throw new GraphException(
                    "The name '"
                            + legal
                            + "' is used twice in the graph '"
                            + name
                            + "': by "
                            + other
                            + ", and now by "
                            + kind
                            + ". Rename one of them");
        }
        return legal;
    }

    /** What a stage is, for people. */
    static String kind(Operation operation, int count) {
        return switch (operation) {
            case Operation.Input input -> "an input of type " + input.type().getTypeName();
            case Operation.Constant _ -> "a constant";
            case Operation.Call call when call.gathered() && !call.indexed() -> "a gather";
            case Operation.Call _ -> count == 1 ? "a task" : "a stage of " + count + " tasks";
            case Operation.CacheKeys keys -> count + " keys of the cache '" + keys.cache() + "'";
            case Operation.CachePartitions partitions ->
                    count + " partitions of the cache '" + partitions.cache() + "'";
        };
    }

    private static long nanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
