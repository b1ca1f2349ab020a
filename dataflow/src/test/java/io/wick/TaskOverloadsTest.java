package io.wick;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Calls of {@link Wick#task} as users write them, compiled here: none may be ambiguous, and each
 * must give the type that stands before it.
 */
class TaskOverloadsTest {
    private static final String SOURCE =
            """
            import io.wick.*;
            import java.util.*;
            abstract class Snippet {
                abstract double deviation(double[] xs, double mean);
                static double dev(double[] xs, double mean) { return mean; }
                static double mean(double[] xs) { return xs.length; }
                static double sum(double a, double b, double c) { return a + b + c; }
                static int overloaded(int x) { return x; }
                static int overloaded(int x, int y) { return x + y; }
                static <T> T same(T x) { return x; }
                void calls(Wick wick, ObjectRef<double[]> xs, ObjectRef<Double> m,
                        ObjectRef<Integer> three, ObjectRef<List<Integer>> list, double[] raw) {
                    %s;
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskBuilder<Double> t = wick.task(Snippet::mean, xs)",
                "TaskBuilder<Double> t = wick.task(Snippet::mean, raw)",
                "TaskBuilder<Double> t = wick.task(Snippet::dev, xs, m)",
                "TaskBuilder<Double> t = wick.task(Snippet::dev, raw, 2.0)",
                "TaskBuilder<Double> t = wick.task(Snippet::dev, xs, 2.0)",
                "TaskBuilder<Double> t = wick.task(Snippet::dev, raw, m)",
                "TaskBuilder<Double> t = wick.task(this::deviation, xs, m)",
                "TaskBuilder<Double> t = wick.task(Snippet::sum, m, m, m)",
                "TaskBuilder<Double> t = wick.task(Snippet::sum, 1.0, 2.0, 3.0)",
                "TaskBuilder<Integer> t = wick.task(String::length, \"abc\")",
                "TaskBuilder<Integer> t = wick.task(List<Integer>::size, list)"
            })
    void when_a_method_reference_has_one_meaning_then_it_compiles(String call) {
        assertCompiles(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskBuilder<Integer> t = wick.task((Integer x) -> x + 1, 3)",
                "TaskBuilder<Integer> t = wick.task((Integer x) -> x + 1, three)",
                "TaskBuilder<Integer> t = wick.task((Integer x, Integer y) -> x + y, three, 4)",
                "TaskBuilder<Integer> t = wick.task((Integer x, Integer y) -> x + y, 3, three)",
                "TaskBuilder<Object> t = wick.task((Number x) -> (Object) x, three)"
            })
    void when_a_lambda_names_its_types_then_it_compiles(String call) {
        assertCompiles(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskBuilder<Integer> t = wick.task(() -> 1)",
                "TaskBuilder<Object> t = wick.task(() -> null)",
                "TaskBuilder<Integer> t = wick.task(() -> three.get() + 4)",
                "TaskBuilder<Integer> t = wick.task(Snippet::overloaded, 3)",
                "TaskBuilder<Integer> t = wick.task(x -> x + 1, 3)",
                "TaskBuilder<Integer> t = wick.task((x, y) -> x + y, 3, 4)",
                "TaskBuilder<Integer> t = wick.task((x, y, z) -> x + y + z, 3, 4, 5)",
                "TaskBuilder<Void> t = wick.task(x -> null, 3)"
            })
    void when_a_lambda_takes_values_then_it_compiles(String call) {
        assertCompiles(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskBuilder<Integer> t = wick.task(x -> x + 1, three)",
                "TaskBuilder<Integer> t = wick.task((x, y) -> x + y, three, three)",
                "TaskBuilder<Integer> t = wick.task((x, y) -> x + y, three, 4)",
                "TaskBuilder<Integer> t = wick.task((x, y) -> x + y, 3, three)",
                "TaskBuilder<Integer> t = wick.task((x, y, z) -> x + y + z, three, three, three)"
            })
    void when_an_untyped_lambda_takes_refs_then_the_compiler_asks_for_types(String call) {
        assertThat(errors(call)).anySatisfy(error -> assertThat(error).contains("ambiguous"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TaskBuilder<Integer> t = wick.task(Snippet::overloaded, three)",
                "TaskBuilder<Integer> t = wick.task(Snippet::overloaded, three, 4)",
                "TaskBuilder<Integer> t = wick.task(Snippet::same, three)",
                "TaskBuilder<String> t = wick.task(String::valueOf, three)"
            })
    void when_an_overloaded_method_reference_takes_refs_then_the_compiler_asks_for_types(
            String call) {
        assertThat(errors(call)).anySatisfy(error -> assertThat(error).contains("ambiguous"));
    }

    private static void assertCompiles(String call) {
        assertThat(errors(call)).isEmpty();
    }

    private static List<String> errors(String call) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SOURCE.formatted(call);
                    }
                };
        compiler.getTask(
                        null,
                        null,
                        found,
                        List.of("-proc:none", "-XDshould-stop.ifNoError=FLOW", "-cp", classes()),
                        null,
                        List.of(source))
                .call();
        return found.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> problem.getMessage(Locale.ROOT))
                .toList();
    }

    private static String classes() {
        try {
            return Path.of(Wick.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
