package io.wick.testkit.damage;

import io.wick.WickConfig;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Texts from outside the cluster, damaged: graphs as JSON, and configurations. */
class TextDamageTest {
    record Point(int x, List<String> names, TimeUnit unit) {}

    private static final List<String> GRAPHS = List.of(everything(), values());

    private static String everything() {
        GraphBuilder g = Graph.builder("all");
        Vertex<String> in = g.input("in", String.class);
        String captured = "!";
        Vertices<Integer> n =
                g.sweep("n", 3, (Integer i, String s) -> i + (s + captured).length(), in)
                        .retries(2)
                        .retryOn(IOException.class)
                        .timeout(Duration.ofSeconds(2))
                        .resources(r -> r.cpus(2))
                        .spread();
        Vertex<Integer> total =
                g.gather("total", (List<Integer> all) -> all.stream().mapToInt(i -> i).sum(), n);
        g.task("near", (Integer x) -> x, total).nearKey("cache", 7L);
        g.task("where", (Integer x) -> x, total).onNode(new UUID(1, 2));
        Vertices<Object> keys =
                g.cacheKeys("keys", "cache", List.<Object>of(1L, "k"), Object.class);
        return g.buildAll(List.of(total, keys.get(0))).toJson();
    }

    private static String values() {
        GraphBuilder g = Graph.builder("values");
        Vertex<?> last = g.constant("point", new Point(1, List.of("a", "b"), TimeUnit.DAYS));
        int i = 0;
        for (Object value :
                List.of(
                        1,
                        2L,
                        (short) 3,
                        (byte) 4,
                        5.5,
                        6.5f,
                        'c',
                        true,
                        new UUID(1, 2),
                        Duration.ofSeconds(3),
                        Instant.EPOCH,
                        Set.of(1, 2),
                        new java.util.TreeSet<>(List.of("a", "b")),
                        new java.util.TreeMap<>(Map.of("k", 1)),
                        Map.of(1, List.of()),
                        new int[] {1, 2},
                        new byte[] {1, 2},
                        new double[] {1},
                        new char[] {'a'},
                        new boolean[] {true})) {
            last = g.constant("c" + i++, value);
        }
        return g.build(last).toJson();
    }

    @Property(tries = 1500)
    void when_a_graph_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        Damage.checkText(seed, GRAPHS, text -> Graph.fromJson(text, Object.class));
    }

    @Property(tries = 700)
    void when_a_configuration_is_damaged_then_the_error_is_ours(@ForAll long seed)
            throws IOException {
        Path file = Files.createTempFile("wick-config", ".json");
        try {
            Damage.checkText(
                    seed,
                    List.of(
                            "{\"addresses\":[\"127.0.0.1:47500\"],\"port\":47500,\"bind\":"
                                    + "\"127.0.0.2\",\"cpus\":3.5,\"gpus\":1,\"memory\":1048576,"
                                    + "\"resources\":{\"licence\":2},\"attributes\":"
                                    + "{\"rack\":\"r1\"},\"storeBytes\":67108864,"
                                    + "\"maxObjectBytes\":1048576,\"inlineBytes\":100,"
                                    + "\"maxPendingTasks\":10,\"failureDetection\":500}",
                            "{\"tls\":{\"keyStore\":\"node.p12\",\"keyStorePassword\":\"x\","
                                    + "\"trustStore\":\"t.p12\",\"trustStorePassword\":\"y\"}}"),
                    text -> {
                        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
                        var unused = WickConfig.fromJson(file);
                    });
        } finally {
            Files.delete(file);
        }
    }
}
