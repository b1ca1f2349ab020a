package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The README's Java is compiled and run as it stands there. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    @Test
    void when_the_first_lines_are_run_then_they_print_what_the_readme_says(@TempDir Path folder)
            throws Exception {
        String program = onlyProgram();
        Matcher named = CLASS.matcher(program);
        assertThat(named.find()).isTrue();
        String name = named.group(1);
        Path source = Files.writeString(folder.resolve(name + ".java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        assertThat(compiler.run(null, null, null, "-g", "-cp", classPath, source.toString()))
                .isZero();

        String printed = run(folder, name);

        assertThat(printed.strip()).isEqualTo("5.0 2.0");
    }

    private static String onlyProgram() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(block.find()).isTrue();
        String program = block.group(1);
        assertThat(block.find()).as("this test runs one program").isFalse();
        return program;
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
