package io.wick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.ConfigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

class WickConfigTest {
    @TempDir Path folder;

    private static Arguments refused(String key, UnaryOperator<WickConfig.Builder> change) {
        return Arguments.of(key, change);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("addresses", b -> b.addresses("nowhere")),
                refused("addresses", b -> b.addresses("host:47500", "host:")),
                refused("addresses", b -> b.addresses("two words:47500")),
                refused("addresses", b -> b.addresses("host:70000")),
                refused("addresses", b -> b.addresses("host:47510..47500")),
                refused("port", b -> b.port(80)),
                refused("port", b -> b.port(70_000)),
                refused("cpu", b -> b.cpus(-1)),
                refused("cpu", b -> b.cpus(0.00001)),
                refused("gpu", b -> b.gpus(Double.NaN)),
                refused("memory", b -> b.memory(-5)),
                refused("lane", b -> b.resource("lane", -1)),
                refused("storeBytes", b -> b.storeBytes(1 << 20)),
                refused("spillBytes", b -> b.spill(Path.of("x"), -1)),
                refused("spillBytes", b -> b.spill(Path.of("x"), 0)),
                refused("maxObjectBytes", b -> b.maxObjectBytes(0)),
                refused("maxObjectBytes", b -> b.maxObjectBytes(Integer.MAX_VALUE)),
                refused("inlineBytes", b -> b.inlineBytes(-1)),
                refused("inlineBytes", b -> b.inlineBytes(2 << 20)),
                refused("maxPendingTasks", b -> b.maxPendingTasks(0)),
                refused("application", b -> b.application(Path.of("/no/such.jar"))),
                refused("failureDetection", b -> b.failureDetection(10)));
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("refusals")
    void when_a_setting_cannot_be_then_the_refusal_names_its_key(
            String key, UnaryOperator<WickConfig.Builder> change) {
        assertThatThrownBy(() -> change.apply(WickConfig.builder()).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'" + key + "'");
    }

    @Test
    void when_nothing_is_set_then_the_node_is_alone_on_loopback() {
        WickConfig config = WickConfig.builder().build();

        assertThat(config.addresses()).isEmpty();
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(47500);
        assertThat(config.spillPath()).isNull();
        assertThat(config.resources().thousandths(Resources.CPU))
                .isEqualTo(1000L * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void when_the_builder_goes_on_then_the_configuration_stays() {
        WickConfig.Builder builder = WickConfig.builder().attribute("zone", "a");
        WickConfig config = builder.build();

        builder.attribute("zone", "b").cpus(77).application(folder);

        assertThat(config.attributes()).containsExactly(Map.entry("zone", "a"));
        assertThat(config.application()).isEmpty();
        assertThat(config.resources().thousandths(Resources.CPU)).isNotEqualTo(77_000);
    }

    @Test
    void when_json_has_every_key_then_all_are_read() throws IOException {
        Path file =
                json(
                        """
                        {"addresses": ["a:47500..47510", "b:47500"], "port": 48000,
                         "bind": "0.0.0.0", "cpus": 2.5, "gpus": 1, "devices": "all",
                         "memory": 1000,
                         "resources": {"lane": 3}, "attributes": {"zone": "x"},
                         "storeBytes": 67108864, "spillPath": "/tmp/s", "spillBytes": 10,
                         "maxObjectBytes": 5, "inlineBytes": 6, "maxPendingTasks": 7,
                         "application": ["%s"], "failureDetection": 500,
                         "majority": false, "tls": {"keyStore": "%s", "keyStorePassword": "secret",
                                 "trustStore": "%s", "trustStorePassword": "env:PATH"}}
                        """
                                .formatted(folder, folder, folder));

        assertThat(WickConfig.fromJson(file))
                .isEqualTo(
                        new WickConfig(
                                List.of("a:47500..47510", "b:47500"),
                                48000,
                                "0.0.0.0",
                                Resources.NONE.cpus(2.5).gpus(1).memory(1000).custom("lane", 3),
                                Devices.ALL,
                                true,
                                Map.of("zone", "x"),
                                64 << 20,
                                Path.of("/tmp/s"),
                                10,
                                5,
                                6,
                                7,
                                List.of(folder),
                                500,
                                false,
                                new Tls(folder, "secret", folder, System.getenv("PATH"))));
    }

    @Test
    void when_keys_are_missing_or_shown_then_the_error_says_so_and_no_password_is_told() {
        Path missing = folder.resolve("none.p12");

        assertThatThrownBy(() -> new Tls(missing, "secret", folder, "secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tls.keyStore")
                .hasMessageContaining("none.p12");
        assertThatThrownBy(() -> new Tls(folder, "env:WICK_NO_SUCH_VARIABLE", folder, "secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("WICK_NO_SUCH_VARIABLE");
        assertThat(new Tls(folder, "secret", folder, "secret").toString()).doesNotContain("secret");
    }

    @Test
    void when_json_has_an_unknown_key_then_the_error_names_it_its_line_and_the_known()
            throws IOException {
        Path file = json("{\"port\": 47500,\n \"prot\": 1}");

        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("'prot'")
                .hasMessageContaining("line 2")
                .hasMessageContaining("failureDetection, gpus, inlineBytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"port": 80}                       | port
                    {"port": "high"}                   | port
                    {"port": true}                     | port
                    {"port": 99999999999}              | port
                    {"port": [47500]}                  | port
                    {"port": 47500.7}                  | port
                    {"port": null}                     | port
                    {"bind": {"host": "a"}}            | bind
                    {"bind": null}                     | bind
                    {"addresses": "host:47500"}        | addresses
                    {"addresses": ["nowhere"]}         | addresses
                    {"addresses": [null]}              | addresses
                    {"cpus": -1}                       | cpus
                    {"cpus": "many"}                   | cpus
                    {"resources": {"lane": "wide"}}    | lane
                    {"resources": {"lane": -1}}        | resources
                    {"resources": {"lane": null}}      | resources
                    {"attributes": ["zone"]}           | attributes
                    {"attributes": {"zone": null}}     | attributes
                    {"application": ["/no/such.jar"]}  | application
                    {"spillPath": "/tmp/s"}            | spillBytes
                    """)
    void when_json_has_a_wrong_value_then_the_error_names_file_and_key(String text, String key)
            throws IOException {
        Path file = json(text);

        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"port = 47500", "{\"port\": ", "", "[]", "null", "7", "{} {}"})
    void when_the_file_is_no_json_object_then_the_error_names_it(String text) throws IOException {
        Path file = json(text);

        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("key ''");
    }

    @Test
    void when_the_file_is_missing_then_the_error_names_it() {
        Path file = folder.resolve("absent.json");

        assertThatThrownBy(() -> WickConfig.fromJson(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void when_the_property_names_a_file_then_the_environment_is_that() throws IOException {
        String before = System.getProperty(WickConfig.FILE_PROPERTY);
        System.setProperty(WickConfig.FILE_PROPERTY, json("{\"port\": 48123}").toString());
        try {
            assertThat(WickConfig.fromEnvironment().port()).isEqualTo(48123);
        } finally {
            if (before == null) {
                System.clearProperty(WickConfig.FILE_PROPERTY);
            } else {
                System.setProperty(WickConfig.FILE_PROPERTY, before);
            }
        }
    }

    private Path json(String text) throws IOException {
        return Files.writeString(folder.resolve("wick.json"), text);
    }
}
