package io.wick.examples;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.RunReport;
import io.wick.graph.Vertex;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.Kernel;
import io.wick.numeric.KernelResult;
import io.wick.numeric.library.Learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learning on blocks of rows: a graph whose kernels run where their blocks are, and add up what
 * they give, run once per iteration. Only weights and sums travel; a device keeps its blocks.
 *
 * @param weights what was learnt: centres row after row, or weights
 * @param loss after each iteration: the mean squared distance, or the mean negative log-likelihood
 * @param runs what each iteration did: where its kernels ran, and what moved
 */
record Learned(double[] weights, List<Double> loss, List<RunReport> runs) {

    /** What the kernels of an iteration gave, added up. */
    private record Sums(double[] values, double[] counts, double loss) implements Serializable {
        static Sums of(List<KernelResult> parts) {
            double[] values = new double[(int) parts.getFirst().array(0).size()];
            boolean counted = parts.getFirst().outputs().size() == 3;
            double[] counts = new double[counted ? (int) parts.getFirst().array(1).size() : 0];
            double loss = 0;
            for (KernelResult part : parts) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += part.array(0).getDouble(i);
                }
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += part.array(1).getDouble(i);
                }
                loss += part.array(part.outputs().size() - 1).getDouble(0);
            }
            return new Sums(values, counts, loss);
        }
    }

    /** Finds groups of flights: Lloyd's k-means from given centres. */
    static Learned groups(
            Wick wick, FlightBlocks blocks, int rows, double[][] centres, int iterations) {
        int dimensions = centres[0].length;
        Plan<Sums> plan =
                wick.compile(
                        graph(
                                "k-means",
                                Learning.kMeansStep(ElementType.FLOAT),
                                List.of(blocks.points())));
        double[] now = Arrays.stream(centres).flatMapToDouble(Arrays::stream).toArray();
        var losses = new ArrayList<Double>();
        var runs = new ArrayList<RunReport>();
        for (int i = 0; i < iterations; i++) {
            Floats sent = floats(now, centres.length, dimensions);
            GraphRun<Sums> run = plan.run(inputs(List.of(blocks.points()), sent));
            Sums sums = run.get();
            for (int at = 0; at < now.length; at++) {
                double count = sums.counts[at / dimensions];
                now[at] = count > 0 ? sums.values[at] / count : now[at];
            }
            losses.add(sums.loss / rows);
            runs.add(run.report());
        }
        return new Learned(now, losses, runs);
    }

    /** Learns the odds of being late: logistic regression by gradient descent. */
    static Learned odds(Wick wick, FlightBlocks blocks, int rows, double rate, int iterations) {
        List<List<ObjectRef<Floats>>> data = List.of(blocks.features(), blocks.late());
        Plan<Sums> plan =
                wick.compile(
                        graph(
                                "logistic regression",
                                Learning.logisticGradient(ElementType.FLOAT),
                                data));
        double[] weights = new double[3];
        var losses = new ArrayList<Double>();
        var runs = new ArrayList<RunReport>();
        for (int i = 0; i < iterations; i++) {
            Floats sent = Floats.zeros(weights.length);
            sent.write(0, weights, 0, weights.length);
            GraphRun<Sums> run = plan.run(inputs(data, sent));
            Sums sums = run.get();
            for (int at = 0; at < weights.length; at++) {
                weights[at] -= rate * sums.values[at] / rows;
            }
            losses.add(sums.loss / rows);
            runs.add(run.report());
        }
        return new Learned(weights, losses, runs);
    }

    /** A kernel for each block, and the sum of what they give. */
    private static Graph<Sums> graph(
            String name, Kernel kernel, List<List<ObjectRef<Floats>>> data) {
        GraphBuilder graph = Graph.builder(name);
        Vertex<Floats> weights = graph.input("weights", Floats.class);
        var steps = new ArrayList<Vertex<KernelResult>>();
        for (int block = 0; block < data.getFirst().size(); block++) {
            var given = new ArrayList<Object>();
            for (int part = 0; part < data.size(); part++) {
                given.add(graph.input(inputName(block, part), Floats.class));
            }
            given.add(weights);
            steps.add(graph.kernel("step " + block, kernel, given.toArray()));
        }
        return graph.build(graph.gather("sum", Sums::of, steps));
    }

    private static Map<String, Object> inputs(List<List<ObjectRef<Floats>>> data, Floats weights) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("weights", weights);
        for (int part = 0; part < data.size(); part++) {
            for (int block = 0; block < data.get(part).size(); block++) {
                inputs.put(inputName(block, part), data.get(part).get(block));
            }
        }
        return inputs;
    }

    private static String inputName(int block, int part) {
        return "block " + block + "." + part;
    }

    private static Floats floats(double[] values, int rows, int columns) {
        Floats made = Floats.zeros(rows, columns);
        made.write(0, values, 0, values.length);
        return made;
    }
}
