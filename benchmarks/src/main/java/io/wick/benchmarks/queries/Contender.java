package io.wick.benchmarks.queries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The engines, in the order of the table's columns. A new one is one line here. */
enum Contender {
    JAVA("plain Java", "JavaQueries", List.of()),
    SPARK("Spark local[2]", "SparkQueries", sparkFlags()) {
        @Override
        String classPath(Path spark) throws IOException {
            return spark.resolve("classes") + ":" + Files.readString(spark.resolve(LIBRARIES));
        }

        @Override
        boolean available(Path spark) {
            return Files.isReadable(spark.resolve(LIBRARIES));
        }
    },
    JET("Hazelcast Jet", "JetQueries", List.of()),
    WICK("Wick pipelines", "WickQueries", List.of());

    /** What the build of {@code benchmarks/spark} leaves in its target folder: a class path. */
    private static final String LIBRARIES = "libraries";

    private final String title;
    private final String type;
    private final List<String> flags;

    Contender(String title, String type, List<String> flags) {
        this.title = title;
        this.type = type;
        this.flags = flags;
    }

    /** What Spark's own scripts open, further to what Ignite needs. */
    private static List<String> sparkFlags() {
        return Stream.of("java.util.concurrent", "jdk.internal.ref", "sun.nio.cs", "sun.util.calendar")
                .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                .collect(Collectors.toUnmodifiableList());
    }

    /** The name of its implementation of {@link FlightQueries}. */
    String type() {
        return getDeclaringClass().getPackageName() + "." + type;
    }

    /** Flags that its JVM needs further to those of this one. */
    List<String> flags() {
        return flags;
    }

    /**
     * The class path of its JVM.
     *
     * @param spark the target folder of {@code benchmarks/spark}
     */
    String classPath(Path spark) throws IOException {
        return System.getProperty("java.class.path");
    }

    /** Whether it was built. */
    boolean available(Path spark) {
        return true;
    }

    @Override
    public String toString() {
        return title;
    }
}
