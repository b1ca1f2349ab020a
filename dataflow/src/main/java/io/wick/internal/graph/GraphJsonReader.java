package io.wick.internal.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.wick.TaskOptions;
import io.wick.error.GraphException;
import io.wick.graph.Allowed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link GraphJsonWriter} writes. Trusts nothing but the functions: whatever the text
 * says wrongly is a {@link GraphException} that begins with the place, like {@code
 * $.stages[3].inputs[0]}.
 */
public final class GraphJsonReader {
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** So many vertices may be counted; more of them must be written out. */
    private static final int MOST_COUNTED = 1 << 24;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final JsonValueReader values;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, String> pathOf = new HashMap<>();
    private final IntColumn inputStart = new IntColumn();
    private final IntColumn inputs = new IntColumn();
    private final int most;
    private int size;

    private GraphJsonReader(NamedClasses classes, int most) {
        this.values = new JsonValueReader(classes);
        this.most = most;
    }

    /**
     * The graph of a text.
     *
     * @param resultType what its result has to be
     * @param loader has the classes of its functions
     * @param allowed which of them it may use
     * @throws GraphException when the text is not that of a graph with such a result
     */
    public static GraphModel read(
            String text, Class<?> resultType, ClassLoader loader, Allowed allowed) {
        JsonCursor top;
        try {
            top = new JsonCursor(MAPPER.readTree(text), "$");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new GraphException(
                    "$: not JSON"
                            + (at == null
                                    ? ""
                                    : " (line "
                                            + at.getLineNr()
                                            + ", column "
                                            + at.getColumnNr()
                                            + ")")
                            + ": "
                            + e.getOriginalMessage(),
                    e);
        }
        var reader =
                new GraphJsonReader(
                        new NamedClasses(loader, allowed), Math.max(MOST_COUNTED, text.length()));
        GraphModel model = reader.readGraph(top);
        reader.checkResult(top, model, resultType);
        return model;
    }

    private GraphModel readGraph(JsonCursor top) {
        if (!top.node().isObject()) {
            throw top.expected("an object");
        }
        JsonCursor version = top.get("version");
        if (version.integer() != GraphJsonWriter.VERSION) {
            throw version.wrong(
                    "this is version "
                            + version.integer()
                            + ", and this Wick reads version "
                            + GraphJsonWriter.VERSION
                            + ". Read it with the Wick that wrote it, or write it again");
        }
        top.object(List.of("version", "name", "stages", "results", "single"));
        String name = named(top.get("name"), "a graph");
        List<JsonCursor> all = top.get("stages").elements();
        for (JsonCursor at : all) {
            readStage(at);
        }
        inputStart.add(0);
        for (int i = 0; i < all.size(); i++) {
            readInputs(all.get(i), stages.get(i));
        }
        JsonCursor results = top.get("results");
        int[] ids = vertices(results);
        boolean single = top.get("single").flag();
        if (single && ids.length != 1) {
            throw results.wrong("a single result is 1 vertex, not " + ids.length);
        }
        GraphModel model = model(top.get("stages"), name, ids, single);
        var types = new EdgeTypes(inputStart, inputs, model::stage);
        for (int i = 0; i < all.size(); i++) {
            checkTypes(all.get(i), types, stages.get(i));
        }
        return model;
    }

    private GraphModel model(JsonCursor at, String name, int[] results, boolean single) {
        try {
            return new GraphModel(
                    name, stages, inputStart.toArray(), inputs.toArray(), results, single);
        } catch (GraphException e) {
            throw at.wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkTypes(JsonCursor at, EdgeTypes types, Stage stage) {
        try {
            types.check(stage);
        } catch (GraphException e) {
            throw at.wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private void checkResult(JsonCursor top, GraphModel model, Class<?> type) {
        ValueType given =
                model.single()
                        ? ValueType.of(model.stage(model.results()[0]).operation())
                        : ValueType.LIST;
        if (!given.fits(type)) {
            throw top.get("results")
                    .wrong(
                            "the graph gives a "
                                    + given
                                    + ", not a "
                                    + type.getTypeName()
                                    + ". Ask fromJson(..) for what it gives");
        }
    }

    private void readStage(JsonCursor at) {
        if (!at.node().isObject()) {
            throw at.expected("an object");
        }
        String name = named(at.get("name"), "a stage");
        String other = pathOf.putIfAbsent(name, at.path());
        if (other != null) {
            throw at.get("name").wrong("'" + name + "' is the name of " + other + " too");
        }
        int count = 1;
        Operation operation;
        if (at.has("input")) {
            at.object(List.of("name", "input"));
            operation = new Operation.Input(values.classes().type(at.get("input")));
        } else if (at.has("constant")) {
            Object value = values.read(at.object(List.of("name", "constant")).get("constant"));
            if (value == null) {
                throw at.get("constant").expected("a value");
            }
            operation = new Operation.Constant(value);
        } else if (at.has("cacheKeys")) {
            at.object(List.of("name", "cacheKeys"));
            operation = cacheKeys(at.get("cacheKeys"));
            count = ((Operation.CacheKeys) operation).keys().size();
        } else if (at.has("cachePartitions")) {
            at.object(List.of("name", "cachePartitions"));
            JsonCursor of = at.get("cachePartitions").object(List.of("cache", "partitions"));
            count = (int) of.get("partitions").whole(1, MOST);
            operation = new Operation.CachePartitions(of.get("cache").text(), count);
        } else {
            at.object(List.of("name", "call"), "count", "arity", "inputs", "options");
            count = at.has("count") ? (int) at.get("count").whole(1, MOST) : 1;
            operation = call(at.get("call"), count);
        }
        if (count > most - size) {
            throw at.wrong(
                    "the graph would have more than "
                            + most
                            + " vertices, which is more than such a text may ask for. Build it"
                            + " where it runs");
        }
        var stage =
                new Stage(stages.size(), name, operation, TaskOptions.DEFAULT, size, count, 0, -1);
        stages.add(at.has("options") ? JsonOptions.read(at.get("options"), values, stage) : stage);
        size += count;
    }

    private Operation cacheKeys(JsonCursor at) {
        at.object(List.of("cache", "type", "keys"));
        JsonCursor keys = at.get("keys");
        if (keys.size() == 0) {
            throw keys.expected("one key or more");
        }
        List<?> all = values.readAll(keys);
        if (all.contains(null)) {
            throw keys.at(all.indexOf(null)).expected("a key");
        }
        return new Operation.CacheKeys(
                at.get("cache").text(), all, values.classes().type(at.get("type")));
    }

    private Operation call(JsonCursor at, int count) {
        at.object(List.of("function"), "indexed", "parameters", "gathered");
        Serializable fn = JsonFunctions.read(at.get("function"), values);
        boolean indexed = at.flag("indexed");
        List<?> parameters = null;
        if (at.has("parameters")) {
            JsonCursor given = at.get("parameters");
            if (!indexed || given.size() != count) {
                throw given.wrong(
                        indexed
                                ? "expected " + count + " parameters, got " + given.size()
                                : "only a call that is indexed has parameters");
            }
            parameters = values.readAll(given);
        }
        return new Operation.Call(fn, indexed, parameters, at.flag("gathered"));
    }

    private void readInputs(JsonCursor at, Stage stage) {
        int[] arity = arity(at, stage);
        int[] ids = at.has("inputs") ? vertices(at.get("inputs")) : new int[0];
        long sum = 0;
        for (int i = 0; i < stage.count(); i++) {
            sum += arity[Math.min(i, arity.length - 1)];
        }
        if (sum != ids.length) {
            throw at.wrong("arity asks for " + sum + " inputs, and there are " + ids.length);
        }
        int start = inputs.size();
        inputs.addAll(ids);
        for (int i = 0; i < stage.count(); i++) {
            start += arity[Math.min(i, arity.length - 1)];
            inputStart.add(start);
        }
    }

    /** How many inputs each vertex has; one number when they are the same. */
    private static int[] arity(JsonCursor at, Stage stage) {
        int[] arity = {0};
        if (at.has("arity")) {
            JsonCursor given = at.get("arity");
            boolean uniform = !given.node().isArray();
            arity = uniform ? new int[] {(int) given.whole(0, MOST)} : given.integers(0, MOST);
            if (!uniform && arity.length != stage.count()) {
                throw given.wrong(
                        "expected one number, or " + stage.count() + ", got " + arity.length);
            }
        }
        if (stage.operation() instanceof Operation.Call call) {
            int taken = JsonFunctions.arity(call.fn()) - (call.indexed() ? 1 : 0);
            for (int inputs : arity) {
                if (taken != (call.gathered() ? 1 : inputs)) {
                    throw at.wrong(
                            "the function takes "
                                    + JsonFunctions.arity(call.fn())
                                    + " arguments, and gets "
                                    + (call.indexed() ? "a parameter and " : "")
                                    + (call.gathered() ? "a list" : inputs + " inputs"));
                }
            }
        }
        return arity;
    }

    private int[] vertices(JsonCursor at) {
        int[] ids = at.integers(0, Integer.MAX_VALUE);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] >= size) {
                throw at.at(i)
                        .wrong(
                                "there is no vertex "
                                        + ids[i]
                                        + ": the graph has the vertices 0 to "
                                        + (size - 1));
            }
        }
        return ids;
    }

    private static String named(JsonCursor at, String of) {
        String name = at.text();
        try {
            return Names.checked(name, of);
        } catch (GraphException e) {
            throw at.wrong(String.valueOf(e.getMessage()), e);
        }
    }
}
