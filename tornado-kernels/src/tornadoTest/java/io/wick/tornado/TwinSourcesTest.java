package io.wick.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** TornadoVM's arrays have no type in common, so code for doubles is that for floats again. */
class TwinSourcesTest {
    private static final Path SOURCES = Path.of("src/tornado/java/io/wick/tornado/device");

    @Test
    void when_code_for_floats_is_changed_then_that_for_doubles_is_too() throws IOException {
        List<Path> floats;
        try (Stream<Path> files = Files.list(SOURCES)) {
            floats =
                    files.filter(file -> file.getFileName().toString().startsWith("Float"))
                            .toList();
        }

        assertThat(floats).hasSizeGreaterThan(5);
        for (Path each : floats) {
            Path twin =
                    SOURCES.resolve(each.getFileName().toString().replaceFirst("Float", "Double"));
            assertThat(words(Files.readString(twin)))
                    .as(twin.toString())
                    .isEqualTo(words(inDoubles(Files.readString(each))));
        }
    }

    private static String inDoubles(String source) {
        return source.replace("FloatArray", "DoubleArray")
                .replace("FloatLocalArray", "DoubleLocalArray")
                .replaceAll("\\bFloat", "Double")
                .replaceAll("\\bfloats\\b", "doubles")
                .replaceAll("\\bfloat\\b", "double")
                .replace("ElementType.FLOAT", "ElementType.DOUBLE")
                .replaceAll("([0-9])f\\b", "$1");
    }

    /** Without what the formatter decides. */
    private static String words(String source) {
        return source.replaceAll("\\s*\\*?\\s+", "");
    }
}
