package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a user sees of a program with an embedded node. */
@Timeout(180)
class EmbeddedStartIT {
    private static final String LISTENING = "0A";
    private static final String LOOPBACK = "0100007F";

    @TempDir Path home;

    @Test
    void when_started_with_wick_args_then_only_the_program_speaks_and_nothing_is_left()
            throws Exception {
        try (ChildJvm jvm = hello(ChildJvm.wickArgs())) {
            assertThat(jvm.awaitExit()).as(() -> jvm.out() + jvm.err()).isZero();
            assertThat(jvm.out()).isEqualTo("The answer is 42" + System.lineSeparator());
            assertThat(jvm.err()).isEmpty();
        }
        assertThat(PluginZip.names(home.resolve("work"))).isEmpty();
        assertThat(PluginZip.names(home.resolve("tmp"))).isEmpty();
    }

    @Test
    void when_the_jvm_flags_are_missing_then_the_error_says_what_to_do() throws Exception {
        try (ChildJvm jvm = hello(List.of())) {
            assertThat(jvm.awaitExit()).isNotZero();
            assertThat(jvm.out()).isEmpty();
            assertThat(jvm.err())
                    .contains("io.wick.error.ConfigException: Ignite needs JVM flags")
                    .contains("--add-opens=java.base/java.nio=ALL-UNNAMED")
                    .contains("@wick.args")
                    .doesNotContain("ExceptionInInitializerError", "Caused by");
        }
        assertThat(PluginZip.names(home.resolve("tmp"))).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void when_a_node_runs_then_it_listens_on_loopback_only() throws Exception {
        try (ChildJvm jvm = hello(ChildJvm.wickArgs(), "stay").awaitOutput("The answer is 42")) {
            List<String> listening = listening(jvm.pid());
            assertThat(listening).isNotEmpty().allMatch(address -> address.startsWith(LOOPBACK));
            jvm.enter();
            assertThat(jvm.awaitExit()).isZero();
            assertThat(jvm.err()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void when_the_program_is_interrupted_then_it_leaves_nothing() throws Exception {
        try (ChildJvm jvm = hello(ChildJvm.wickArgs(), "stay").awaitOutput("The answer is 42")) {
            ProcessHandle.of(jvm.pid()).orElseThrow().destroy();
            assertThat(jvm.awaitExit()).isNotZero();
            assertThat(jvm.err()).isEmpty();
        }
        assertThat(PluginZip.names(home.resolve("tmp"))).isEmpty();
    }

    private ChildJvm hello(List<String> flags, String... arguments) throws IOException {
        var mainAndArguments = new ArrayList<>(List.of(Hello.class.getName()));
        mainAndArguments.addAll(List.of(arguments));
        return ChildJvm.start(
                home,
                flags,
                System.getProperty("java.class.path"),
                mainAndArguments.toArray(String[]::new));
    }

    /** Local addresses of the listening sockets of a process, as the kernel writes them. */
    private static List<String> listening(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        Set<String> sockets = new HashSet<>();
        try (var descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    sockets.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        var addresses = new ArrayList<String>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(process.resolve(table))) {
                String[] column = line.trim().split("\\s+");
                if (LISTENING.equals(column[3]) && sockets.contains("socket:[" + column[9] + "]")) {
                    addresses.add(column[1]);
                }
            }
        }
        return addresses;
    }
}
