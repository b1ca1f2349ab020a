package io.wick.benchmarks.queries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The engines, in the order of the table's columns. A new one is one line here. */
enum Contender {
    JAVA("plain Java", "JavaQueries"),
    SPARK("Spark local[2]", "SparkQueries") {
        @Override
        String classPath(Path spark) throws IOException {
            return spark.resolve("classes") + ":" + Files.readString(spark.resolve(LIBRARIES));
        }

        @Override
        boolean available(Path spark) {
            return Files.isReadable(spark.resolve(LIBRARIES));
        }
    },
    JET("Hazelcast Jet", "JetQueries"),
    WICK("Wick pipelines", "WickQueries");

    /** What the build of {@code benchmarks/spark} leaves in its target folder: a class path. */
    private static final String LIBRARIES = "libraries";

    private final String title;
    private final String type;

    Contender(String title, String type) {
        this.title = title;
        this.type = type;
    }

    /** The name of its implementation of {@link FlightQueries}. */
    String type() {
        return getDeclaringClass().getPackageName() + "." + type;
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
