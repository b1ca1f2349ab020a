package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The Java of README and SECURITY is compiled and run as it stands there. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    @ParameterizedTest
    @CsvSource({
        "FirstLines, 5.0 2.0",
        "FirstActor, 120 true",
        "FirstGraph, 21325334000",
        "FirstDurable, 42 DONE",
        "FirstPipeline, 'Delays[from=JFK, flights=3, mean=44.0, p95=90.0]'",
        "AllowedFunctions, 'length true'"
    })
    void when_a_program_is_run_then_it_prints_what_the_readme_says(
            String name, String expected, @TempDir Path folder) throws Exception {
        String program = program(name);
        assertThat(program).contains("// " + expected);
        Path source = Files.writeString(folder.resolve(name + ".java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        assertThat(compiler.run(null, null, null, "-g", "-cp", classPath, source.toString()))
                .isZero();

        String printed = run(folder, name);

        assertThat(printed.strip()).isEqualTo(expected);
    }

    @Test
    void when_the_readme_has_programs_then_each_is_run() throws IOException {
        assertThat(programs().keySet())
                .containsExactlyInAnyOrder(
                        "FirstLines",
                        "FirstActor",
                        "FirstGraph",
                        "FirstDurable",
                        "FirstPipeline",
                        "AllowedFunctions");
    }

    private static String program(String name) throws IOException {
        return Objects.requireNonNull(programs().get(name), name);
    }

    private static Map<String, String> programs() throws IOException {
        var programs = new TreeMap<String, String>();
        String texts =
                Files.readString(Path.of("..", "README.md"))
                        + Files.readString(Path.of("..", "SECURITY.md"));
        Matcher block = BLOCK.matcher(texts);
        while (block.find()) {
            Matcher named = CLASS.matcher(block.group(1));
            assertThat(named.find()).as("a class in " + block.group(1)).isTrue();
            programs.put(named.group(1), block.group(1));
        }
        return programs;
    }

    private static String run(Path folder, String name) throws Exception {
        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        Thread thread = Thread.currentThread();
        ClassLoader loaderBefore = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, loaderBefore);
                var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            thread.setContextClassLoader(loader);
            System.setOut(out);
            loader.loadClass(name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
            thread.setContextClassLoader(loaderBefore);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
