package io.wick.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Graphs whose vertices take a while, note in a file that they run, and wait in their midst until
 * there is another file.
 */
final class LongGraphs {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Of each layer. */
    static final int WIDTH = 30;

    /** What {@link #layers} gives. */
    static final long SUM_OF_LAYERS = (long) WIDTH * WIDTH * (WIDTH - 1) + WIDTH * (WIDTH + 1) / 2;

    /** What {@link #pairs} gives. */
    static final long SUM_OF_PAIRS = (long) WIDTH * (WIDTH - 1);

    /** What {@link #numbers} gives. */
    static final int SUM_OF_NUMBERS = WIDTH * (WIDTH - 1) / 2;

    /** More than travels inside a message. */
    private static final int LARGE = 10_000;

    private static final long MILLIS = 50;

    private LongGraphs() {}

    /** Adds two; says that it has begun, and waits until there is a file. */
    static Graph<Integer> adding(String begun, String open) {
        GraphBuilder g = Graph.builder("adding");
        return g.build(
                g.task(
                        "add",
                        (Integer x) -> {
                            Files.writeString(Path.of(begun + "-" + x), "begun");
                            await(open);
                            return x + 2;
                        },
                        g.input("x", Integer.class)));
    }

    /** A layer of values of which each is wanted on its own, once another vertex has waited. */
    static Graph<Long> pairs(String file, String open) {
        GraphBuilder g = Graph.builder("pairs");
        Vertices<long[]> first =
                g.sweep(
                        "first",
                        WIDTH + 1,
                        (Integer i) -> {
                            if (i == WIDTH) {
                                await(open);
                                return new long[1];
                            }
                            return large(ran(file, 0, i));
                        });
        Vertices<Long> second =
                g.sweep(
                        "second",
                        WIDTH,
                        (Integer i, List<long[]> two) -> two.getFirst()[i] + ran(file, 1, i),
                        first,
                        i -> new int[] {i, WIDTH});
        return g.build(g.gather("sum", (List<Long> all) -> sum(all), second));
    }

    /** A layer of numbers, then their sum, which waits. */
    static Graph<Integer> numbers(String file, String open) {
        GraphBuilder g = Graph.builder("numbers");
        Vertices<Integer> numbers = g.sweep("number", WIDTH, (Integer i) -> ran(file, 0, i));
        return g.build(
                g.gather(
                        "sum",
                        (List<Integer> all) -> {
                            await(open);
                            return all.stream().mapToInt(Integer::intValue).sum();
                        },
                        numbers));
    }

    /** Four layers; between the second and the third is one vertex, which waits. */
    static Graph<Long> layers(String file, String open) {
        GraphBuilder g = Graph.builder("layers");
        Vertices<long[]> first = g.sweep("first", WIDTH, (Integer i) -> large(ran(file, 0, i)));
        Vertices<Long> second =
                g.sweep(
                        "second",
                        WIDTH,
                        (Integer i, List<long[]> two) -> {
                            ran(file, 1, i);
                            return two.getFirst()[i] + two.getLast()[LARGE - 1];
                        },
                        first,
                        i -> new int[] {i, (i + 1) % WIDTH});
        Vertex<Long> gate =
                g.gather(
                        "gate",
                        (List<Long> all) -> {
                            await(open);
                            return sum(all);
                        },
                        second);
        Vertices<Long> third =
                g.sweep("third", WIDTH, (Integer i, Long sum) -> sum + ran(file, 2, i), gate);
        Vertices<Long> fourth =
                g.sweep(
                        "fourth",
                        WIDTH,
                        (Integer i, List<Long> one) -> one.getFirst() + ran(file, 3, i) - i + 1,
                        third,
                        i -> new int[] {i});
        return g.build(g.gather("total", (List<Long> all) -> sum(all), fourth));
    }

    private static long[] large(int value) {
        long[] large = new long[LARGE];
        Arrays.fill(large, value);
        return large;
    }

    private static long sum(List<Long> all) {
        return all.stream().mapToLong(Long::longValue).sum();
    }

    private static int ran(String file, int layer, int index)
            throws IOException, InterruptedException {
        Files.writeString(
                Path.of(file),
                layer * WIDTH + index + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Thread.sleep(MILLIS);
        return index;
    }

    /** The vertices that have noted that they run, by layer and index. */
    static List<Integer> ran(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream().map(Integer::valueOf).toList();
    }

    static void await(String file) throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !Files.exists(Path.of(file)); ) {
            assertThat(System.nanoTime()).as("there is " + file).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
