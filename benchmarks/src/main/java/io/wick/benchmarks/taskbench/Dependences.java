package io.wick.benchmarks.taskbench;

import org.jspecify.annotations.Nullable;

import java.util.stream.IntStream;

/**
 * The dependences of a graph in both directions, computed once: asking costs an array access, so
 * that a task of a microsecond can check its inputs. Immutable.
 */
final class Dependences {
    /** Of the graph asked for last: copies of it arrive with each task from another JVM. */
    private static volatile @Nullable Dependences last;

    private final TaskGraph graph;
    private final int[][][] inputs;
    private final int[][][] consumers;

    private Dependences(TaskGraph graph) {
        this.graph = graph;
        int sets = graph.pattern().sets(graph);
        inputs = new int[sets][][];
        consumers = new int[sets][][];
        for (int set = 0; set < sets; set++) {
            int[][] from = inputs(graph, set);
            inputs[set] = from;
            consumers[set] = reversed(from);
        }
    }

    private static int[][] inputs(TaskGraph graph, int set) {
        return IntStream.range(0, graph.width())
                .mapToObj(
                        point ->
                                graph.pattern()
                                        .sources(graph, set, point)
                                        .sorted()
                                        .distinct()
                                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[][] reversed(int[][] inputs) {
        int[] counts = new int[inputs.length];
        for (int[] sources : inputs) {
            for (int source : sources) {
                counts[source]++;
            }
        }
        int[][] consumers = new int[inputs.length][];
        for (int point = 0; point < inputs.length; point++) {
            consumers[point] = new int[counts[point]];
        }
        for (int point = inputs.length - 1; point >= 0; point--) {
            for (int source : inputs[point]) {
                consumers[source][--counts[source]] = point;
            }
        }
        return consumers;
    }

    /** The dependences of a graph, perhaps shared. */
    static Dependences of(TaskGraph graph) {
        Dependences known = last;
        if (known == null || !known.graph.equals(graph)) {
            known = new Dependences(graph);
            last = known;
        }
        return known;
    }

    /** The sources of a point in a set, ascending, whether or not they exist at that step. */
    int[] inputs(int set, int point) {
        return inputs[set][point];
    }

    /** The points that have this one as a source, ascending. */
    int[] consumers(int set, int point) {
        return consumers[set][point];
    }
}
