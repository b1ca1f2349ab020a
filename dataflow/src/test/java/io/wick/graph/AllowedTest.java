package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn1;
import io.wick.error.GraphException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;

/** What a text may use, and what attackers ask for. */
class AllowedTest {
    private static final String LAMBDA =
            "{\"lambda\":{\"class\":\"CLASS\",\"interface\":\"io.wick.Fn1\","
                    + "\"interfaceMethod\":\"call\",\"interfaceSignature\":"
                    + "\"(Ljava/lang/Object;)Ljava/lang/Object;\",\"kind\":KIND,"
                    + "\"implClass\":\"IMPL\",\"implMethod\":\"METHOD\","
                    + "\"implSignature\":\"(Ljava/lang/String;)Ljava/lang/Process;\","
                    + "\"type\":\"(Ljava/lang/String;)Ljava/lang/Process;\"}}";

    /** Notes that it ran. */
    enum Loud {
        ONE;

        static {
            System.setProperty("io.wick.graph.AllowedTest.ran", "true");
        }
    }

    @Test
    void when_packages_are_allowed_then_their_classes_and_those_below_are() {
        Allowed allowed = Allowed.packages("com.acme");

        assertThat(allowed.permits("com.acme.App")).isTrue();
        assertThat(allowed.permits("com.acme.model.App$Row")).isTrue();
        assertThat(allowed.permits("com.acmetrade.App")).isFalse();
        assertThat(allowed.permits("com.acme")).isFalse();
        assertThat(allowed.permits("App")).isFalse();
        assertThat(allowed).hasToString("com.acme.*");
    }

    @Test
    void when_classes_are_allowed_then_they_and_those_inside_are() {
        Allowed allowed = Allowed.classes(AllowedTest.class).and(Allowed.packages("com.acme"));

        assertThat(allowed.permits(AllowedTest.class.getName())).isTrue();
        assertThat(allowed.permits(Loud.class.getName())).isTrue();
        assertThat(allowed.permits(Graph.class.getName())).isFalse();
        assertThat(allowed.permits("com.acme.App")).isTrue();
        assertThat(allowed)
                .isEqualTo(Allowed.packages("com.acme").and(Allowed.classes(AllowedTest.class)))
                .hasToString("com.acme.*, io.wick.graph.AllowedTest");
        assertThat(allowed.and(Allowed.everything()).permits("java.lang.Runtime")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "com.acme.", "com.acme.*"})
    void when_a_package_has_no_name_then_it_is_refused(String name) {
        assertThatThrownBy(() -> Allowed.packages(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.acme");
    }

    @Test
    void when_nothing_is_allowed_then_that_is_refused() {
        assertThatThrownBy(Allowed::packages).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Allowed::classes).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void when_nothing_is_said_then_the_callers_package_is_allowed() {
        String text = lengthOf("io.wick");

        assertThat(InOrder.run(Graph.fromJson(text, Integer.class))).isEqualTo(7);
        assertThat(InOrder.run(Graph.fromJson(text, Integer.class, Allowed.packages("io.wick"))))
                .isEqualTo(7);
    }

    @Test
    void when_another_package_is_allowed_then_the_error_names_class_and_cure() {
        String text = lengthOf("io.wick");

        assertThatThrownBy(() -> Graph.fromJson(text, Integer.class, Allowed.packages("com.acme")))
                .isInstanceOf(GraphException.class)
                .hasMessageContainingAll(
                        "$.stages[1].call.function.lambda.class: ",
                        "io.wick.graph.AllowedTest is not allowed here, only com.acme.*",
                        "Allowed.packages(\"io.wick.graph\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime exec 5",
                "java.lang.ProcessBuilder start 5",
                "java.lang.System load 6",
                "java.nio.file.Files readString 6",
                "javax.script.ScriptEngineManager getEngineByName 5",
                "javax.naming.InitialContext doLookup 6",
                "java.lang.reflect.Method invoke 5",
                "java.lang.Class forName 6",
                "com.sun.rowset.JdbcRowSetImpl setDataSourceName 5",
                "org.apache.ignite.Ignition start 6"
            })
    void when_a_method_of_another_class_is_named_then_it_is_refused(String of) {
        String[] parts = of.split(" ");
        String method =
                LAMBDA.replace("IMPL", parts[0])
                        .replace("METHOD", parts[1])
                        .replace("KIND", parts[2]);

        refused(call(method.replace("CLASS", "io.wick.graph.AllowedTest")), parts[0]);
        refused(call(method.replace("CLASS", parts[0])), parts[0]);
        refused(call("{\"object\":\"" + parts[0] + "\"}"), parts[0]);
        refused(constant("{\"record\":\"" + parts[0] + "\",\"components\":{}}"), parts[0]);
    }

    @Test
    void when_a_method_reference_is_to_another_class_then_that_has_to_be_allowed() {
        GraphBuilder g = Graph.builder("g");
        Fn1<String, Object> load = System::getProperty;
        String text = g.build(g.task("t", load, g.constant("c", "user.dir"))).toJson();

        refused(text, "java.lang.System");
        Allowed both = Allowed.classes(AllowedTest.class, System.class);
        assertThat(InOrder.run(Graph.fromJson(text, Object.class, both)))
                .isEqualTo(System.getProperty("user.dir"));
    }

    @Test
    void when_an_enum_is_of_another_package_then_its_code_does_not_run() {
        String text = constant("{\"enum\":\"" + Loud.class.getName() + "\",\"name\":\"ONE\"}");

        assertThatThrownBy(() -> Graph.fromJson(text, Object.class, Allowed.packages("com.acme")))
                .hasMessageContaining("AllowedTest$Loud is not allowed");
        assertThat(System.getProperty("io.wick.graph.AllowedTest.ran")).isNull();
    }

    @Test
    void when_an_enum_is_the_jdks_then_it_is_a_value() {
        String text = constant("{\"enum\":\"java.util.concurrent.TimeUnit\",\"name\":\"DAYS\"}");

        Graph<TimeUnit> graph = Graph.fromJson(text, TimeUnit.class, Allowed.packages("com.acme"));

        assertThat(InOrder.run(graph)).isEqualTo(TimeUnit.DAYS);
    }

    @Test
    void when_a_type_is_a_foreign_class_then_it_is_not_even_looked_for() {
        String text =
                "{\"version\":1,\"name\":\"g\",\"stages\":[{\"name\":\"c\",\"input\":"
                        + "\"[Lorg.evil.Probe;\"}],\"results\":[0],\"single\":true}";

        refused(text, "org.evil.Probe");
        assertThat(Graph.fromJson(text.replace("[Lorg.evil.Probe;", "[[D"), Object.class).name())
                .isEqualTo("g");
    }

    @Test
    void when_a_text_counts_more_vertices_than_it_may_then_it_is_refused() {
        GraphBuilder g = Graph.builder("g");
        String text = g.build(g.gather("all", xs -> xs.size(), g.sweep("n", 2, i -> i))).toJson();
        String many = text.replace("\"count\":2", "\"count\":2000000000");

        assertThat(many).isNotEqualTo(text);
        assertThatThrownBy(() -> Graph.fromJson(many, Integer.class))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("$.stages[0]: the graph would have more than 16777216");
    }

    private static String lengthOf(String text) {
        GraphBuilder g = Graph.builder("g");
        return g.build(g.task("length", String::length, g.constant("word", text))).toJson();
    }

    private static void refused(String text, String type) {
        assertThatThrownBy(() -> Graph.fromJson(text, Object.class))
                .isInstanceOf(GraphException.class)
                .hasMessageContainingAll("the class " + type + " is not allowed", "Allowed.");
    }

    private static String constant(String value) {
        return "{\"version\":1,\"name\":\"g\",\"stages\":[{\"name\":\"c\",\"constant\":"
                + value
                + "}],\"results\":[0],\"single\":true}";
    }

    private static String call(String function) {
        return "{\"version\":1,\"name\":\"g\",\"stages\":[{\"name\":\"c\",\"constant\":\"x\"},"
                + "{\"name\":\"t\",\"call\":{\"function\":"
                + function
                + "},\"arity\":1,\"inputs\":[0]}],\"results\":[1],\"single\":true}";
    }
}
