package io.wick.ignite.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

/** Compiles a class for a test, so that it is not on the class path. */
public final class Sources {
    private Sources() {}

    /** Compiles one class into a folder, which it gives. */
    public static Path compile(Path folder, String className, String source) throws IOException {
        Path sources = Files.createTempDirectory("wick-test-sources");
        Path file = sources.resolve(className.substring(className.lastIndexOf('.') + 1) + ".java");
        Files.writeString(file, source);
        Files.createDirectories(folder);
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                file.toString());
        assertThat(result).as("compilation of " + className).isZero();
        return folder;
    }
}
