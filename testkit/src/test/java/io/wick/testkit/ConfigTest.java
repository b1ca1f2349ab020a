package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.ConfigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Wrong configurations name themselves. */
class ConfigTest {
    @TempDir Path folder;

    private Path json(String text) throws IOException {
        return Files.writeString(folder.resolve("wick.json"), text);
    }

    @Test
    void when_a_key_is_unknown_then_it_and_the_known_ones_are_named() throws IOException {
        Path file = json("{\n  \"cpus\": 2,\n  \"storeByte\": 1\n}");
        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("'storeByte'")
                .hasMessageContaining("line 3")
                .hasMessageContaining("storeBytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cpus             | \"two\"               | two",
                "cpus             | -1                    | -1",
                "port             | 80                    | 80",
                "storeBytes       | 1000                  | 1000",
                "inlineBytes      | 99999999              | 99999999",
                "failureDetection | 1                     | 1",
                "maxPendingTasks  | 0                     | 0",
                "addresses        | [\"localhost\"]       | localhost",
                "addresses        | 7                     | addresses",
                "application      | [\"/no/such.jar\"]    | /no/such.jar",
                "resources        | {\"licence\": -2}     | licence",
                "resources        | {\"licence\": \"x\"}  | licence",
                "attributes       | {\"rack\": {}}        | rack",
                "spillBytes       | -5                    | -5",
            })
    void when_a_value_is_wrong_then_key_and_value_are_named(String key, String value, String named)
            throws IOException {
        Path file = json("{\"" + key + "\": " + value + "}");
        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(key)
                .hasMessageContaining(named);
    }

    @Test
    void when_keys_contradict_each_other_then_both_are_named() throws IOException {
        Path file = json("{\"spillPath\": \"/tmp/x\"}");
        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("spillPath")
                .hasMessageContaining("spillBytes");
    }

    @Test
    void when_it_is_no_json_or_no_file_then_that_is_said() throws IOException {
        Path file = json("{cpus: 2");
        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> WickConfig.fromJson(folder.resolve("none.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void when_all_keys_are_given_then_they_are_read() {
        WickConfig config =
                WickConfig.builder()
                        .addresses("127.0.0.1:47500..47509")
                        .port(47600)
                        .bind("127.0.0.2")
                        .cpus(3.5)
                        .gpus(0.5)
                        .memory(1 << 20)
                        .resource("licence", 2)
                        .attribute("rack", "r1")
                        .storeBytes(64 << 20)
                        .spill(folder, 128 << 20)
                        .maxObjectBytes(1 << 20)
                        .inlineBytes(100)
                        .maxPendingTasks(10)
                        .application(folder)
                        .failureDetection(500)
                        .build();

        Path file = ConfigFile.write(config, folder.resolve("all.json"));

        assertThat(WickConfig.fromJson(file)).isEqualTo(config);
    }

    @Test
    void when_nobody_answers_at_the_addresses_then_connecting_fails_in_bounded_time() {
        int port = FreePorts.find(1).first();
        long start = System.nanoTime();
        assertThatThrownBy(() -> Wick.connect("127.0.0.1:" + port))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("127.0.0.1:" + port);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void when_no_address_is_given_then_connecting_says_what_it_needs() {
        assertThatThrownBy(() -> Wick.connect())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("127.0.0.1:47500");
    }

    @Test
    void when_an_address_is_wrong_then_it_is_named() {
        assertThatThrownBy(() -> Wick.connect("127.0.0.1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("host:port")
                .hasMessageContaining("127.0.0.1");
    }
}
