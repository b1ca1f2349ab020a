package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.graph.GraphModel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Checks programs against the problem and the layout they were cut from. */
final class ProgramCheck {
    private final Problem problem;
    private final GraphModel graph;
    private final Layout layout;
    private final List<Program> programs;
    private final Set<Integer> results;

    private ProgramCheck(Problem problem, Layout layout, List<Program> programs) {
        this.problem = problem;
        this.graph = problem.graph();
        this.layout = layout;
        this.programs = programs;
        this.results = new HashSet<>(Arrays.stream(graph.results()).boxed().toList());
    }

    /** Fails when anything is not as {@link Program} promises. */
    static void check(Problem problem, Layout layout, List<Program> programs) {
        var check = new ProgramCheck(problem, layout, programs);
        check.checkLocals();
        programs.forEach(check::checkEdges);
        programs.forEach(check::checkTargets);
        check.checkArrivals();
        programs.forEach(check::checkFused);
        check.checkResults();
    }

    private void checkLocals() {
        var where = new HashMap<Integer, Integer>();
        int[] rank = new int[graph.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[graph.order()[i]] = i;
        }
        int lastSite = -1;
        for (Program program : programs) {
            assertThat(program.site()).isGreaterThan(lastSite);
            lastSite = program.site();
            assertThat(program.locals() + program.kept()).isPositive();
            assertThat(program.locals() + program.externals() + program.kept())
                    .isEqualTo(program.values());
            for (int v = 0; v < program.locals(); v++) {
                assertThat(where.put(program.vertex()[v], program.site())).isNull();
                if (v > 0) {
                    assertThat(rank[program.vertex()[v]])
                            .isGreaterThan(rank[program.vertex()[v - 1]]);
                }
            }
        }
        var expected = new HashMap<Integer, Integer>();
        for (int v = 0; v < graph.size(); v++) {
            if (problem.state()[v] == Problem.RUN) {
                expected.put(v, layout.site()[v]);
            }
        }
        assertThat(where).isEqualTo(expected);
    }

    private void checkEdges(Program program) {
        int[] uses = new int[program.values()];
        for (int v = 0; v < program.locals(); v++) {
            int id = program.vertex()[v];
            int[] inputs =
                    IntStream.range(program.inputStart()[v], program.inputStart()[v + 1])
                            .map(i -> program.vertex()[program.inputs()[i]])
                            .toArray();
            assertThat(inputs)
                    .isEqualTo(
                            Arrays.copyOfRange(
                                    graph.inputs(),
                                    graph.inputStart()[id],
                                    graph.inputStart()[id + 1]));
            for (int i = program.inputStart()[v]; i < program.inputStart()[v + 1]; i++) {
                uses[program.inputs()[i]]++;
            }
        }
        assertThat(program.consumers()).hasSize(program.inputs().length);
        for (int value = 0; value < program.values(); value++) {
            int from = program.consumerStart()[value];
            int to = program.consumerStart()[value + 1];
            assertThat(to - from).isEqualTo(uses[value]);
            for (int i = from; i < to; i++) {
                int consumer = program.consumers()[i];
                int at = value;
                assertThat(
                                Arrays.stream(program.inputs())
                                        .limit(program.inputStart()[consumer + 1])
                                        .skip(program.inputStart()[consumer])
                                        .anyMatch(input -> input == at))
                        .isTrue();
            }
        }
    }

    private void checkTargets(Program program) {
        int first = program.locals();
        int last = program.locals() + program.externals();
        for (int value = 0; value < program.values(); value++) {
            int[] targets =
                    Arrays.copyOfRange(
                            program.targets(),
                            program.targetStart()[value],
                            program.targetStart()[value + 1]);
            var needed = new TreeSet<Integer>();
            int id = program.vertex()[value];
            for (int i = graph.consumerStart()[id]; i < graph.consumerStart()[id + 1]; i++) {
                int consumer = graph.consumers()[i];
                if (problem.state()[consumer] == Problem.RUN) {
                    needed.add(layout.site()[consumer]);
                }
            }
            needed.remove(program.site());
            boolean external = value >= first && value < last;
            if (external) {
                assertThat(targets).isEmpty();
                assertThat(program.result()[value]).isFalse();
                assertThat(program.external(id)).isEqualTo(value);
            } else {
                assertThat(Arrays.stream(targets).boxed().sorted().toList())
                        .isEqualTo(List.copyOf(needed));
                assertThat(program.result()[value]).isEqualTo(results.contains(id));
                assertThat(program.external(id)).isEqualTo(-1);
            }
            if (value >= last) {
                assertThat(problem.state()[id]).isEqualTo(Problem.KEPT);
                assertThat(problem.home()[id]).isEqualTo(program.site());
                assertThat(targets.length > 0 || results.contains(id) || used(program, value))
                        .isTrue();
            }
            if (value > first && value != last) {
                assertThat(id).isGreaterThan(program.vertex()[value - 1]);
            }
        }
    }

    private static boolean used(Program program, int value) {
        return program.consumerStart()[value] < program.consumerStart()[value + 1];
    }

    /** What is sent is what is awaited. */
    private void checkArrivals() {
        var sent = new HashMap<Integer, Set<Integer>>();
        var awaited = new HashMap<Integer, Set<Integer>>();
        for (Program program : programs) {
            for (int value = 0; value < program.values(); value++) {
                int id = program.vertex()[value];
                for (int i = program.targetStart()[value];
                        i < program.targetStart()[value + 1];
                        i++) {
                    assertThat(add(sent, program.targets()[i], id)).as("sent once").isTrue();
                }
                if (value >= program.locals() && value < program.locals() + program.externals()) {
                    assertThat(add(awaited, program.site(), id)).isTrue();
                    assertThat(used(program, value)).isTrue();
                }
            }
        }
        assertThat(sent).isEqualTo(awaited);
    }

    private static boolean add(Map<Integer, Set<Integer>> map, int site, int vertex) {
        return map.computeIfAbsent(site, key -> new HashSet<>()).add(vertex);
    }

    private void checkFused(Program program) {
        assertThat(program.fused()).hasSize(program.locals());
        for (int v = 0; v < program.locals(); v++) {
            int next = program.fused()[v];
            int id = layout.fusedWith()[program.vertex()[v]];
            assertThat(next < 0 ? -1 : program.vertex()[next]).isEqualTo(id);
            if (next >= 0) {
                assertThat(program.inputStart()[next + 1] - program.inputStart()[next]).isOne();
                assertThat(program.inputs()[program.inputStart()[next]]).isEqualTo(v);
                assertThat(program.consumerStart()[v + 1] - program.consumerStart()[v]).isOne();
                assertThat(program.targetStart()[v + 1]).isEqualTo(program.targetStart()[v]);
            }
        }
    }

    private void checkResults() {
        for (int id : results) {
            long marked =
                    programs.stream()
                            .filter(
                                    program ->
                                            IntStream.range(0, program.values())
                                                    .anyMatch(
                                                            value ->
                                                                    program.result()[value]
                                                                            && program.vertex()[
                                                                                            value]
                                                                                    == id))
                            .count();
            assertThat(marked).isEqualTo(problem.state()[id] == Problem.SKIP ? 0 : 1);
        }
    }
}
