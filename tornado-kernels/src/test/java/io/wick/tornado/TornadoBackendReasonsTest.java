package io.wick.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a JVM without TornadoVM, or a way to start it, says: TornadoVM starts once in a JVM. */
@Timeout(120)
class TornadoBackendReasonsTest {
    private static final String SDK = System.getenv("TORNADOVM_HOME");

    @Test
    void when_the_jvm_has_no_flags_then_the_reason_says_what_is_missing_and_what_to_do()
            throws Exception {
        String said = ask(List.of(), System.getProperty("java.class.path"));

        if (SDK == null) {
            assertThat(said)
                    .contains("no code for devices")
                    .contains("Build it with TORNADOVM_HOME set");
        } else {
            assertThat(said)
                    .contains("TornadoVM needs what is missing here")
                    .contains("the Graal compiler on the upgrade module path")
                    .contains("@wick-tornado.args");
        }
    }

    @Test
    void when_there_is_no_device_then_the_reason_names_each_driver() throws Exception {
        if (SDK == null) {
            return; // there is no driver to have a reason
        }
        List<String> flags =
                List.of(
                        "@src/assembly/wick-tornado.args",
                        "--upgrade-module-path=" + SDK + "/share/java/graalJars",
                        "-Djava.library.path=/nonexistent");

        String said = ask(flags, System.getProperty("java.class.path"));

        assertThat(said).contains("no driver that starts here").contains("driver opencl: ");
    }

    private static String ask(List<String> flags, String classPath) throws Exception {
        Path out = Files.createTempFile("wick-tornado", ".txt");
        try {
            return ask(flags, classPath, out);
        } finally {
            Files.delete(out);
        }
    }

    private static String ask(List<String> flags, String classPath, Path out)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, WhatDevices.class.getName()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    /** A program that says what devices there are. */
    static final class WhatDevices {
        private WhatDevices() {}

        public static void main(String[] arguments) {
            System.out.println(io.wick.numeric.Numeric.local().backends());
        }
    }
}
