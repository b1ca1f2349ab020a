package io.wick.internal.graph;

import io.wick.Fn1;
import io.wick.error.GraphException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Copies a graph into one that is being built. */
public final class Inclusion {
    private final GraphDraft draft;
    private final GraphModel sub;
    private final String name;
    private final String by;
    private final int[] idOf;

    private Inclusion(GraphDraft draft, String name, GraphModel sub, String by) {
        this.draft = draft;
        this.name = name;
        this.sub = sub;
        this.by = by;
        this.idOf = new int[sub.size()];
    }

    /**
     * Adds the stages of a graph, each named {@code name/stage}, with its inputs bound to vertices
     * that are there.
     *
     * @return the vertex with the graph's result
     * @throws GraphException when an input is not bound, a binding is unknown or of another type,
     *     or a name is taken
     */
    public static int include(
            GraphDraft draft,
            @Nullable String name,
            GraphModel sub,
            Map<String, Integer> bindings) {
        String by = "the included graph '" + sub.name() + "'";
        String free = draft.free(name, by);
        var inclusion = new Inclusion(draft, free, sub, by);
        inclusion.bind(bindings);
        inclusion.number();
        inclusion.copy();
        if (sub.single()) {
            draft.reserve(free, by);
            return inclusion.idOf[sub.results()[0]];
        }
        Fn1<List<Object>, List<Object>> all = Inclusion::same;
        int[] results = sub.results();
        return draft.add(
                        free,
                        new Operation.Call(all, false, null, true),
                        1,
                        (i, to) -> {
                            for (int result : results) {
                                to.add(inclusion.idOf[result]);
                            }
                        })
                .first();
    }

    /** Gives the values of an included graph's results as they are. */
    static List<Object> same(List<Object> values) {
        return values;
    }

    private void bind(Map<String, Integer> bindings) {
        var left = new TreeMap<>(bindings);
        for (Stage stage : sub.stages()) {
            if (stage.operation() instanceof Operation.Input input) {
                Integer vertex = left.remove(stage.name());
                if (vertex == null) {
                    throw new GraphException(
                            where()
                                    + " has an input '"
                                    + stage.name()
                                    + "' of type "
                                    + input.type().getTypeName()
                                    + " that is not bound. Put it into the map with the vertex"
                                    + " whose value it gets");
                }
                if (!draft.fits(vertex, input)) {
                    throw new GraphException(
                            where()
                                    + " takes a "
                                    + input.type().getTypeName()
                                    + " as input '"
                                    + stage.name()
                                    + "', but '"
                                    + draft.stageOf(vertex).vertexName(vertex)
                                    + "' gives a "
                                    + draft.typeName(vertex)
                                    + ". Bind a vertex of that type, or put a task between them");
                }
                idOf[stage.first()] = vertex;
            }
        }
        if (!left.isEmpty()) {
            String inputs =
                    sub.stages().stream()
                            .filter(stage -> stage.operation() instanceof Operation.Input)
                            .map(stage -> "'" + stage.name() + "'")
                            .collect(Collectors.joining(", "));
            throw new GraphException(
                    where()
                            + " has no input '"
                            + left.firstKey()
                            + "'. Its inputs: "
                            + (inputs.isEmpty() ? "none" : inputs));
        }
    }

    private void number() {
        int next = draft.size();
        for (Stage stage : sub.stages()) {
            if (!(stage.operation() instanceof Operation.Input)) {
                draft.free(name + "/" + stage.name(), by);
                for (int v = stage.first(); v < stage.first() + stage.count(); v++) {
                    idOf[v] = next++;
                }
            }
        }
    }

    private void copy() {
        int[] start = sub.inputStart();
        int[] inputs = sub.inputs();
        for (Stage stage : sub.stages()) {
            if (!(stage.operation() instanceof Operation.Input)) {
                draft.adopt(
                        stage,
                        name + "/" + stage.name(),
                        (index, to) -> {
                            int v = stage.first() + index;
                            for (int i = start[v]; i < start[v + 1]; i++) {
                                to.add(idOf[inputs[i]]);
                            }
                        });
            }
        }
    }

    private String where() {
        return "The graph '" + sub.name() + "' included as '" + name + "'";
    }
}
