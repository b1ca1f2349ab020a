package io.wick.internal.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.wick.TaskOptions;
import io.wick.error.GraphException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a graph as JSON of version {@value #VERSION}. A vertex has the number it has in the graph:
 * stages in the order of the text, their vertices one after the other. The inputs of a stage's
 * vertices are one array, cut by {@code arity}: how many each vertex has, or an array of how many
 * when they differ.
 *
 * <pre>{@code
 * {"version": 1, "name": "mean",
 *  "stages": [
 *   {"name": "samples", "input": "[D"},
 *   {"name": "sum", "count": 2, "call": {"function": {"lambda": {..}}, "indexed": true},
 *    "arity": 1, "inputs": [0, 0], "options": {"retries": 1}},
 *   {"name": "total", "call": {"function": {"lambda": {..}}, "gathered": true},
 *    "arity": 2, "inputs": [1, 2]}],
 *  "results": [3], "single": true}
 * }</pre>
 */
public final class GraphJsonWriter {
    static final int VERSION = 1;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final GraphModel graph;
    private final JsonGenerator out;
    private final JsonValues values;

    private GraphJsonWriter(GraphModel graph, JsonGenerator out) {
        this.graph = graph;
        this.out = out;
        this.values = new JsonValues(out);
    }

    /**
     * The text of a graph.
     *
     * @throws GraphException when a function, constant, parameter or key cannot be written
     */
    public static String write(GraphModel graph) {
        var text = new StringWriter();
        try {
            JsonGenerator out = FACTORY.createGenerator(text);
            // so that half surrogates, which are legal in Java, survive UTF-8
            out.setHighestNonEscapedChar(Character.MIN_SURROGATE - 1);
            try {
                new GraphJsonWriter(graph, out).writeGraph();
            } finally {
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JSON into memory", e);
        }
        return text.toString();
    }

    private void writeGraph() throws IOException {
        out.writeStartObject();
        out.writeNumberField("version", VERSION);
        out.writeStringField("name", graph.name());
        out.writeArrayFieldStart("stages");
        for (Stage stage : graph.stages()) {
            out.writeStartObject();
            out.writeStringField("name", stage.name());
            writeOperation(stage);
            writeInputs(stage);
            if (hasOptions(stage)) {
                out.writeObjectFieldStart("options");
                JsonOptions.write(out, values, stage);
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeFieldName("results");
        out.writeArray(graph.results(), 0, graph.results().length);
        out.writeBooleanField("single", graph.single());
        out.writeEndObject();
    }

    private static boolean hasOptions(Stage stage) {
        return !stage.options().equals(TaskOptions.DEFAULT)
                || stage.expectedNanos() != 0
                || stage.expectedBytes() != -1;
    }

    private void writeOperation(Stage stage) throws IOException {
        switch (stage.operation()) {
            case Operation.Input input -> out.writeStringField("input", input.type().getName());
            case Operation.Constant constant -> {
                out.writeFieldName("constant");
                value(stage, "its value is ", constant.value());
            }
            case Operation.Call call -> writeCall(stage, call);
            case Operation.CacheKeys keys -> {
                out.writeObjectFieldStart("cacheKeys");
                out.writeStringField("cache", keys.cache());
                out.writeStringField("type", keys.type().getName());
                out.writeFieldName("keys");
                values(stage, "one of its keys is ", keys.keys());
                out.writeEndObject();
            }
            case Operation.CachePartitions partitions -> {
                out.writeObjectFieldStart("cachePartitions");
                out.writeStringField("cache", partitions.cache());
                out.writeNumberField("partitions", partitions.partitions());
                out.writeEndObject();
            }
        }
    }

    private void writeCall(Stage stage, Operation.Call call) throws IOException {
        if (stage.count() != 1) {
            out.writeNumberField("count", stage.count());
        }
        out.writeObjectFieldStart("call");
        out.writeFieldName("function");
        JsonFunctions.write(out, values, call.fn(), stage.name());
        if (call.indexed()) {
            out.writeBooleanField("indexed", true);
        }
        if (call.gathered()) {
            out.writeBooleanField("gathered", true);
        }
        List<?> parameters = call.parameters();
        if (parameters != null) {
            out.writeFieldName("parameters");
            values(stage, "one of its parameters is ", parameters);
        }
        out.writeEndObject();
    }

    private void writeInputs(Stage stage) throws IOException {
        int[] start = graph.inputStart();
        int from = start[stage.first()];
        int to = start[stage.first() + stage.count()];
        if (from == to) {
            return;
        }
        int[] arity = new int[stage.count()];
        boolean uniform = true;
        for (int i = 0; i < arity.length; i++) {
            arity[i] = start[stage.first() + i + 1] - start[stage.first() + i];
            uniform &= arity[i] == arity[0];
        }
        out.writeFieldName("arity");
        if (uniform) {
            out.writeNumber(arity[0]);
        } else {
            out.writeArray(arity, 0, arity.length);
        }
        out.writeFieldName("inputs");
        out.writeArray(graph.inputs(), from, to - from);
    }

    private void values(Stage stage, String what, List<?> all) throws IOException {
        out.writeStartArray();
        for (Object value : all) {
            value(stage, what, value);
        }
        out.writeEndArray();
    }

    private void value(Stage stage, String what, @Nullable Object value) throws IOException {
        try {
            values.write(value);
        } catch (Unwritable e) {
            throw new GraphException(
                    "Cannot write '"
                            + stage.name()
                            + "' as JSON: "
                            + what
                            + e.what()
                            + ". "
                            + Unwritable.WRITABLE
                            + ". Make it an input(..) of the graph, or a task that makes it");
        }
    }
}
