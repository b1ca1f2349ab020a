package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.Wick;
import io.wick.WickConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

/** Applications whose classes the other JVM lacks. */
@WickProcesses(nodes = 1)
class ApplicationsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CODE =
            """
            package app;
            public class Job {
                record Answer(int version, long pid) {}
                static int calls;
                public static io.wick.Fn0<String> task() {
                    Answer base = new Answer(VERSION, 0);
                    return () -> new Answer(base.version(), ++calls) + "/"
                            + ProcessHandle.current().pid();
                }
                public static io.wick.Fn0<String> nested() {
                    return () -> "nested " + io.wick.Wick.current().submit(task()).get();
                }
                public static io.wick.Fn0<String> failing() {
                    return () -> { throw new Trouble("of version VERSION"); };
                }
                public static class Trouble extends RuntimeException {
                    public Trouble(String message) { super(message); }
                }
            }
            """;

    @TempDir Path folder;

    private Path jar(int version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("v" + version));
        Path source = home.resolve("Job.java");
        Files.writeString(source, CODE.replace("VERSION", String.valueOf(version)));
        Path classes = Files.createDirectories(home.resolve("classes"));
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                path,
                                "-d",
                                classes.toString(),
                                source.toString());
        assertThat(status).isZero();
        Path jar = home.resolve("job.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.list(classes.resolve("app"))) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry("app/" + file.getFileName()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    /** A program with classes of its own, as a client of the cluster. */
    private record Program(Wick wick, URLClassLoader loader, ClassLoader before)
            implements AutoCloseable {
        static Program start(ProcessCluster cluster, Path jar, boolean ship) throws IOException {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            var loader =
                    new URLClassLoader(
                            new URL[] {jar.toUri().toURL()},
                            ApplicationsTest.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            var config = WickConfig.builder().addresses(cluster.addresses());
            if (ship) {
                config.application(jar);
            }
            Wick wick = Wick.connect(config.build());
            Waiting.until("the client sees the node", LIMIT, () -> wick.nodes().size() > 1);
            return new Program(wick, loader, before);
        }

        @SuppressWarnings("unchecked")
        Fn0<String> job(String method) throws ReflectiveOperationException {
            return (Fn0<String>) loader.loadClass("app.Job").getMethod(method).invoke(null);
        }

        @Override
        public void close() throws IOException {
            Thread.currentThread().setContextClassLoader(before);
            wick.close();
            loader.close();
        }
    }

    @Test
    void when_two_versions_run_side_by_side_then_each_has_its_classes(ProcessCluster cluster)
            throws Exception {
        try (Program one = Program.start(cluster, jar(1), true)) {
            try (Program two = Program.start(cluster, jar(2), true)) {
                for (int i = 1; i <= 3; i++) {
                    for (Program program : List.of(one, two)) {
                        int version = program == one ? 1 : 2;
                        assertThat(program.wick().submit(program.job("task")).get(LIMIT))
                                .isEqualTo(
                                        "Answer[version="
                                                + version
                                                + ", pid="
                                                + i
                                                + "]/"
                                                + cluster.pid(0));
                    }
                }
            }
        }
    }

    @Test
    void when_a_task_of_an_application_submits_another_then_it_has_its_classes(
            ProcessCluster cluster) throws Exception {
        try (Program program = Program.start(cluster, jar(3), true)) {
            assertThat(program.wick().submit(program.job("nested")).get(LIMIT))
                    .startsWith("nested Answer[version=3");
        }
    }

    @Test
    void when_an_application_throws_its_own_exception_then_it_comes(ProcessCluster cluster)
            throws Exception {
        try (Program program = Program.start(cluster, jar(4), true)) {
            var failing = program.job("failing");
            assertThatThrownBy(() -> program.wick().submit(failing).get(LIMIT))
                    .cause()
                    .hasMessage("of version 4")
                    .satisfies(e -> assertThat(e.getClass().getName()).isEqualTo("app.Job$Trouble"))
                    .satisfies(
                            e ->
                                    assertThat(e.getClass().getClassLoader())
                                            .isSameAs(program.loader()));
        }
    }

    @Test
    void when_classes_were_not_shipped_then_the_error_says_what_to_do(ProcessCluster cluster)
            throws Exception {
        try (Program program = Program.start(cluster, jar(5), false)) {
            var task = program.job("task");
            assertThatThrownBy(() -> program.wick().submit(task).get(LIMIT))
                    .isInstanceOf(io.wick.error.WickException.class)
                    .hasMessageContaining("app.Job")
                    .hasMessageContaining("application");
        }
    }
}
