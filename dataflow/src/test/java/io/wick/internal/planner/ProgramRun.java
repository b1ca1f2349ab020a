package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.run.ProgramState;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs programs on one thread, one message or vertex at a time in any order. The value of a vertex
 * is a number made of its id and the numbers of its inputs, so that a wrong input shows.
 */
final class ProgramRun {
    private record Step(Node node, int vertex, boolean message) {}

    private final GraphModel graph;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final int[] ran;
    private final Random random;
    private final long[] expected;

    private ProgramRun(Problem problem, List<Program> programs, long seed) {
        this.graph = problem.graph();
        this.random = new Random(seed);
        this.ran = new int[graph.size()];
        this.expected = new long[graph.size()];
        for (int v : graph.order()) {
            long value = v + 1;
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                value = 31 * value + expected[graph.inputs()[i]];
            }
            expected[v] = value;
        }
        for (Program program : programs) {
            nodes.put(program.site(), new Node(program));
        }
    }

    /** Runs them all; fails when a vertex runs more than once, not at all or with wrong inputs. */
    static void run(Problem problem, List<Program> programs, long seed) {
        var run = new ProgramRun(problem, programs, seed);
        run.nodes.values().forEach(Node::start);
        while (!run.steps.isEmpty()) {
            int last = run.steps.size() - 1;
            int pick = run.random.nextInt(last + 1);
            Step step = run.steps.get(pick);
            run.steps.set(pick, run.steps.get(last));
            run.steps.removeLast();
            if (step.message) {
                step.node.receive(step.vertex);
            } else {
                step.node.run(step.vertex);
            }
        }
        for (int v = 0; v < run.ran.length; v++) {
            assertThat(run.ran[v])
                    .as("runs of %s", run.graph.vertexName(v))
                    .isEqualTo(problem.state()[v] == Problem.RUN ? 1 : 0);
        }
        run.nodes.values().forEach(node -> assertThat(node.state.left()).isZero());
    }

    private final class Node {
        private final Program program;
        private final ProgramState state;
        private final long[] values;

        Node(Program program) {
            this.program = program;
            this.state = new ProgramState(program);
            this.values = new long[program.values()];
        }

        void start() {
            for (int v = program.locals() + program.externals(); v < values.length; v++) {
                values[v] = expected[program.vertex()[v]];
                send(v);
            }
            state.start(this::ready);
        }

        private void ready(int vertex) {
            steps.add(new Step(this, vertex, false));
        }

        void run(int first) {
            var chain = new ArrayDeque<Integer>(List.of(first));
            while (!chain.isEmpty()) {
                int v = chain.remove();
                int next = program.fused()[v];
                long value = program.vertex()[v] + 1;
                for (int i = program.inputStart()[v]; i < program.inputStart()[v + 1]; i++) {
                    value = 31 * value + values[program.inputs()[i]];
                    state.used(program.inputs()[i]);
                }
                values[v] = value;
                ran[program.vertex()[v]]++;
                assertThat(value).isEqualTo(expected[program.vertex()[v]]);
                send(v);
                state.feed(
                        v,
                        ready -> {
                            if (ready == next) {
                                chain.add(ready);
                            } else {
                                ready(ready);
                            }
                        });
                state.finished(1);
            }
        }

        private void send(int value) {
            for (int i = program.targetStart()[value]; i < program.targetStart()[value + 1]; i++) {
                Node target = nodes.get(program.targets()[i]);
                steps.add(new Step(target, program.vertex()[value], true));
            }
        }

        void receive(int vertex) {
            int value = program.external(vertex);
            assertThat(state.arrive(value)).isTrue();
            values[value] = expected[vertex];
            state.feed(value, this::ready);
        }
    }
}
