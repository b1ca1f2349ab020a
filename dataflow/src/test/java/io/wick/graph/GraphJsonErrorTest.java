package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.GraphException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a text can say wrongly, and where the error says it is. */
class GraphJsonErrorTest {
    private final String json = graph().toJson();

    @Test
    void when_it_is_no_json_then_the_error_says_where() {
        fails("{\"version\": 1", "$: not JSON (line 1, column");
        fails("", "$: expected an object");
        fails("[]", "$: expected an object, got an array");
        fails(json + "x", "$: not JSON");
        fails(json.replace("\"version\"", "\"name\":\"x\",\"version\""), "name");
    }

    @Test
    void when_the_version_is_another_then_both_are_named() {
        mended("\"version\":1", "\"version\":2", "$.version: this is version 2", "reads version 1");
        mended("\"version\":1", "\"version\":\"1\"", "$.version: expected a whole number");
        mended("\"version\":1,", "", "$: the field 'version' is missing");
    }

    @Test
    void when_a_field_is_unknown_missing_or_wrong_then_the_path_is_named() {
        mended("\"single\":true", "\"single\":true,\"extra\":1", "$: unknown field 'extra'");
        mended(",\"single\":true", "", "$: the field 'single' is missing");
        mended("\"single\":true", "\"single\":1", "$.single: expected true or false, got 1");
        mended("\"name\":\"n\",", "", "$.stages[1]: the field 'name' is missing");
        mended("\"name\":\"n\"", "\"name\":\" \"", "$.stages[1].name", "blank");
        mended("\"indexed\":true", "\"index\":true", "$.stages[1].call: unknown field 'index'");
        mended("\"count\":2", "\"count\":0", "$.stages[1].count: expected a whole number from 1");
        mended("\"count\":2", "\"count\":2.5", "$.stages[1].count", "got 2.5");
        mended("\"retries\":1", "\"retries\":-1", "$.stages[1].options.retries");
        mended("\"PT2S\"", "\"2s\"", "$.stages[1].options.timeout", "PT1.5S");
        mended("\"PT2S\"", "\"PT0S\"", "$.stages[1].options.timeout", "positive");
        mended("\"spread\":true", "\"spread\":false", "$.stages[1].options.placement.spread");
        mended(
                "\"placement\":{\"spread\":true}",
                "\"speculative\":1",
                "$.stages[1].options.speculative: expected true or false");
        mended(
                "\"placement\":{\"spread\":true}",
                "\"placement\":{\"onNode\":\"0-0-0-0-1\"},\"speculative\":true",
                "$.stages[1].options.speculative",
                "cannot be bound");
        mended("\"kind\":6", "\"kind\":60", "$.stages[1].call.function.lambda.kind");
    }

    @Test
    void when_names_or_ids_do_not_fit_then_the_path_is_named() {
        mended("\"name\":\"n\"", "\"name\":\"in\"", "$.stages[1].name", "$.stages[0] too");
        mended("[0,0]", "[0,9]", "$.stages[1].inputs[1]: there is no vertex 9", "0 to 3");
        mended("[0,0]", "[0,-1]", "$.stages[1].inputs[1]: expected a whole number");
        mended("[0,0]", "[0]", "$.stages[1]: arity asks for 2 inputs, and there are 1");
        mended("\"arity\":1", "\"arity\":[1]", "$.stages[1].arity: expected one number, or 2");
        mended(
                "\"arity\":1",
                "\"arity\":2",
                "$.stages[1]: the function takes 2 arguments, and gets a parameter and 2 inputs");
        mended("\"results\":[3]", "\"results\":[4]", "$.results[0]: there is no vertex 4");
        mended("\"results\":[3]", "\"results\":[3,3]", "$.results: a single result is 1 vertex");
    }

    @Test
    void when_there_is_a_cycle_then_its_vertices_are_named() {
        GraphBuilder g = Graph.builder("g");
        Vertex<Integer> a = g.task("a", x -> x, g.constant("c", 1));
        String text = g.build(g.task("b", x -> x, a)).toJson();

        fails(text.replace("\"inputs\":[0]", "\"inputs\":[2]"), "$.stages: ", "cycle", "a", "b");
    }

    @Test
    void when_edges_give_another_type_then_the_path_is_named() {
        GraphBuilder g = Graph.builder("g");
        g.constant("number", 1);
        Vertex<String> word = g.constant("word", "w");
        String text = g.build(g.task("length", String::length, word)).toJson();

        fails(
                text.replace("\"inputs\":[1]", "\"inputs\":[0]"),
                "$.stages[2]: 'length' takes a java.lang.String as argument 1",
                "'number' gives a java.lang.Integer");
    }

    @Test
    void when_a_class_is_not_there_then_the_path_and_the_class_are_named() {
        mended(
                "\"input\":\"java.lang.String\"",
                "\"input\":\"io.wick.graph.NoSuch\"",
                "$.stages[0].input",
                "io.wick.graph.NoSuch is not found");
        String mine = "\"class\":\"io.wick.graph.GraphJsonErrorTest\"";
        mended(
                mine,
                "\"class\":\"io.wick.graph.NoSuch\"",
                "$.stages[1].call.function.lambda.class",
                "io.wick.graph.NoSuch is not found");
        mended(
                mine,
                "\"class\":\"java.lang.String\"",
                "$.stages[1].call.function.lambda.class: the class java.lang.String is not"
                        + " allowed");
        mended(
                mine,
                "\"class\":\"io.wick.graph.SameGraph\"",
                "$.stages[1].call.function.lambda.class: io.wick.graph.SameGraph has no"
                        + " serialisable");
        mended(
                "\"implMethod\":\"length\"",
                "\"implMethod\":\"other\"",
                "$.stages[1].call.function.lambda: io.wick.graph.GraphJsonErrorTest has no lambda"
                        + " like");
        mended(
                "\"interface\":\"io.wick.Fn2\"",
                "\"interface\":\"java.lang.Runnable\"",
                "$.stages[1].call.function.lambda.interface: java.lang.Runnable is no Fn0");
        mended(
                "\"retryOn\":[\"java.io.IOException\"]",
                "\"retryOn\":[\"java.lang.String\"]",
                "$.stages[1].options.retryOn[0]: java.lang.String is no exception");
    }

    @Test
    void when_the_loader_lacks_the_classes_then_the_error_says_so() throws Exception {
        try (var loader = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(
                            () -> Graph.fromJson(json, Integer.class, Allowed.everything(), loader))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("io.wick.graph.GraphJsonErrorTest is not found")
                    .hasMessageContaining("class loader");
        }
    }

    @Test
    void when_another_result_is_asked_for_then_it_is_refused() {
        assertThatThrownBy(() -> Graph.fromJson(json, String.class))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("$.results: the graph gives a java.lang.Integer");
        String many = GraphJsonTest.everything().toJson();
        assertThatThrownBy(() -> Graph.fromJson(many, String.class))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("$.results: the graph gives a java.util.List");
        assertThat(Graph.fromJson(json, int.class).name()).isEqualTo("g");
    }

    @Test
    void when_a_value_is_wrong_then_the_path_is_named() {
        constant("null", "$.stages[0].constant: expected a value");
        constant("5000000000", "$.stages[0].constant: expected a whole number");
        constant("{}", "$.stages[0].constant: expected a value");
        constant("{\"what\":1}", "$.stages[0].constant.what: unknown kind of value 'what'");
        constant("{\"long\":1,\"int\":2}", "$.stages[0].constant: unknown field 'int'");
        constant("{\"byte\":200}", "$.stages[0].constant.byte: expected a whole number");
        constant("{\"char\":\"ab\"}", "$.stages[0].constant.char: expected a string of one");
        constant("{\"uuid\":\"x\"}", "$.stages[0].constant.uuid: no uuid");
        constant("{\"duration\":\"x\"}", "$.stages[0].constant.duration: no duration");
        constant("{\"set\":[1,1]}", "$.stages[0].constant.set[1]", "twice");
        constant("{\"map\":[[1]]}", "$.stages[0].constant.map[0]: expected an array of a key");
        constant("{\"map\":[[1,2],[1,3]]}", "$.stages[0].constant.map[1]", "twice");
        constant("{\"TreeSet\":[1,\"a\"]}", "$.stages[0].constant.TreeSet");
        constant("{\"int[]\":[1,\"a\"]}", "$.stages[0].constant.int[][1]");
        constant("{\"byte[]\":\"&\"}", "$.stages[0].constant.byte[]");
        constant("{\"Foo[]\":[]}", "unknown kind of array");
        constant("[1,{\"real\":2}]", "$.stages[0].constant[1].real");
    }

    @Test
    void when_a_value_names_a_class_then_only_enums_and_records_are_made() {
        constant("{\"enum\":\"java.lang.String\",\"name\":\"X\"}", "java.lang.String is no enum");
        constant("{\"enum\":\"java.lang.Thread$State\",\"name\":\"X\"}", "no constant 'X'");
        constant("{\"record\":\"io.wick.graph.InOrder\",\"components\":{}}", "is no record");
        String even = "{\"record\":\"io.wick.graph.GraphJsonTest$Even\",\"components\":";
        constant(even + "{\"x\":1}}", "$.stages[0].constant: the record refuses", "odd: 1");
        constant(even + "{\"x\":\"1\"}}", "constant.components.x: expected a int, got a java.lang");
        constant(even + "{\"x\":null}}", "constant.components.x: expected a int, got null");
        constant(even + "{}}", "$.stages[0].constant.components: the field 'x' is missing");
        mended(
                "{\"lambda\":",
                "{\"object\":\"io.wick.graph.InOrder\"},\"gathered\":{\"lambda\":",
                "$.stages[1].call.function.object: io.wick.graph.InOrder is no Fn0");
    }

    private static void constant(String value, String... parts) {
        fails(
                "{\"version\":1,\"name\":\"g\",\"stages\":[{\"name\":\"c\",\"constant\":"
                        + value
                        + "}],\"results\":[0],\"single\":true}",
                parts);
    }

    private void mended(String part, String by, String... parts) {
        assertThat(json).contains(part);
        fails(json.replaceFirst(Pattern.quote(part), by), parts);
    }

    private static void fails(String text, String... parts) {
        assertThatThrownBy(() -> Graph.fromJson(text, Object.class))
                .isInstanceOf(GraphException.class)
                .hasMessageContainingAll(parts);
    }

    private static Graph<Integer> graph() {
        GraphBuilder g = Graph.builder("g");
        Vertex<String> in = g.input("in", String.class);
        Vertices<Integer> n =
                g.sweep("n", 2, GraphJsonTest::length, in)
                        .retries(1)
                        .retryOn(IOException.class)
                        .timeout(Duration.ofSeconds(2))
                        .spread();
        return g.build(g.gather("total", GraphJsonTest::sum, n));
    }
}
