package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.InfeasibleException;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event.Report;
import io.wick.internal.run.Instruction.Cause;
import io.wick.internal.run.sim.SimplePlanner;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class RunCoordinatorTest {
    private static final Site A = site(1);
    private static final Site B = site(2);
    private static final Site C = site(3);

    /** 0 and 1 feed 2, which feeds the result 3 and the sink 4; 0 on A, 1 on B, 2 on A. */
    private static final GraphModel GRAPH =
            new GraphModel(
                    "diamond",
                    List.of(
                            new Stage(
                                    0,
                                    "part",
                                    new Operation.Constant(0),
                                    TaskOptions.DEFAULT,
                                    0,
                                    5,
                                    0,
                                    -1)),
                    new int[] {0, 0, 0, 2, 3, 4},
                    new int[] {0, 1, 2, 2},
                    new int[] {3},
                    true);

    private static final List<UUID> HOMES = List.of(A.id(), B.id(), A.id(), B.id(), A.id());

    private final RunCoordinator run =
            new RunCoordinator(GRAPH, new SimplePlanner(GRAPH, HOMES::get), FirstPlacement.NONE);

    @Test
    void when_all_goes_well_then_each_node_gets_one_job_and_the_run_completes() {
        List<Instruction> started = tell(new Event.Start(List.of(A, B)));
        assertThat(started).hasSize(2).allMatch(i -> i instanceof Instruction.Launch);
        assertThat(program(started, A).locals()).isEqualTo(3);
        assertThat(program(started, B).locals()).isEqualTo(2);

        assertThat(tell(ended(1, B, bits(1, 3), bits(1)))).isEmpty();
        assertThat(tell(new Event.Result(3))).isEmpty();
        assertThat(tell(ended(1, A, bits(0, 2, 4), bits(0, 2))))
                .containsExactly(
                        new Instruction.Complete(),
                        new Instruction.Forget(A.id()),
                        new Instruction.Forget(B.id()));
        assertThat(run.state()).isEqualTo(RunState.ENDED);
    }

    @Test
    void when_the_first_placement_fits_then_nothing_is_planned() {
        Replanner never =
                (sites, state, home, risky) -> {
                    throw new AssertionError("planned");
                };
        List<Program> programs =
                new SimplePlanner(GRAPH, HOMES::get)
                        .plan(
                                List.of(A, B),
                                new byte[GRAPH.size()],
                                new int[GRAPH.size()],
                                new BitSet());
        var ready = new RunCoordinator(GRAPH, never, new FirstPlacement(List.of(A, B), programs));
        assertThat(ready.handle(new Event.Start(List.of(B, A)))).hasSize(2);
        assertThat(ready.epoch()).isEqualTo(1);
    }

    @Test
    void when_events_come_twice_or_late_then_nothing_changes() {
        tell(new Event.Start(List.of(A, B)));
        tell(ended(1, B, bits(1, 3), bits(1)));
        assertThat(tell(ended(1, B, bits(1, 3), bits(1)))).isEmpty();
        assertThat(tell(ended(0, A, bits(0, 2, 4), bits()))).isEmpty();
        assertThat(tell(new Event.Start(List.of(A)))).isEmpty();
        assertThat(tell(new Event.Cluster(List.of(A, B)))).isEmpty();
        assertThat(tell(new Event.Displaced(7, A.id()))).isEmpty();
        assertThat(tell(new Event.Result(3))).isEmpty();
        assertThat(tell(new Event.Result(3))).isEmpty();
        assertThat(tell(new Event.Result(1))).isEmpty();
        assertThat(tell(ended(1, C, bits(0, 2, 4), bits()))).isEmpty();
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void when_a_node_leaves_then_only_what_is_needed_and_lost_runs_again() {
        tell(new Event.Start(List.of(A, B, C)));
        assertThat(tell(new Event.Cluster(List.of(A, C))))
                .containsExactly(new Instruction.Stop(1, A.id()));
        List<Instruction> next = tell(ended(1, A, bits(0, 2), bits(2)));
        assertThat(next).filteredOn(i -> i instanceof Instruction.Launch).hasSize(next.size());
        var run = new ArrayList<Integer>();
        for (Instruction i : next) {
            Program program = ((Instruction.Launch) i).program();
            for (int v = 0; v < program.locals(); v++) {
                run.add(program.vertex()[v]);
            }
        }
        assertThat(run).containsExactlyInAnyOrder(3, 4);
        assertThat(program(next, A).kept()).isEqualTo(1);
    }

    @Test
    void when_the_result_came_before_its_node_died_then_it_does_not_run_again() {
        tell(new Event.Start(List.of(A, B)));
        tell(new Event.Result(3));
        tell(ended(1, A, bits(0, 2, 4), bits()));
        assertThat(tell(new Event.Cluster(List.of(A))))
                .containsExactly(new Instruction.Complete(), new Instruction.Forget(A.id()));
    }

    @Test
    void when_a_stopped_node_stays_silent_then_the_run_goes_on_without_it_until_it_speaks() {
        tell(new Event.Start(List.of(A, B, C)));
        tell(new Event.Displaced(1, B.id()));
        tell(ended(1, A, bits(0), bits(0)));
        List<Instruction> said = List.of();
        for (int i = 0; i <= Patience.SILENT_TICKS && run.epoch() == 1; i++) {
            said = tell(new Event.Tick());
        }
        assertThat(run.epoch()).isEqualTo(2);
        assertThat(said).noneMatch(i -> i instanceof Instruction.Launch l && l.site() == B);
        assertThat(tell(ended(1, B, bits(1), bits(1))))
                .allMatch(i -> i instanceof Instruction.Probe);
        for (int i = 0; i < Patience.JOIN_TICKS + 1; i++) {
            tell(new Event.Tick());
        }
        assertThat(run.state()).isEqualTo(RunState.STOPPING);
    }

    @Test
    void when_all_wait_for_each_other_then_the_epoch_is_planned_anew() {
        tell(new Event.Start(List.of(A, B)));
        tell(ended(1, B, bits(1, 3), bits(1)));
        int probes = 0;
        while (run.state() == RunState.RUNNING) {
            for (Instruction i : tell(new Event.Tick())) {
                if (i instanceof Instruction.Probe probe) {
                    probes++;
                    tell(new Event.Status(probe.epoch(), probe.node(), 0, 1));
                }
            }
        }
        assertThat(probes).isEqualTo(3);
        tell(ended(1, A, bits(0), bits(0)));
        assertThat(run.epoch()).isEqualTo(2);
    }

    @Test
    void when_planning_anew_does_not_help_then_the_run_is_lost_and_tells_why() {
        tell(new Event.Start(List.of(A, B)));
        var failures = new ArrayList<Instruction>();
        for (int i = 0; i < 100_000 && run.state() != RunState.ENDED; i++) {
            int epoch = run.epoch();
            failures.addAll(failsIn(tell(ended(epoch, A, bits(), bits()))));
            failures.addAll(failsIn(tell(ended(epoch, B, bits(), bits()))));
            failures.addAll(failsIn(tell(new Event.Tick())));
        }
        assertThat(run.state()).isEqualTo(RunState.ENDED);
        assertThat(failures)
                .singleElement()
                .satisfies(
                        fail -> {
                            var told = (Instruction.Fail) fail;
                            assertThat(told.cause()).isEqualTo(Cause.LOST);
                            assertThat(told.why()).contains("diamond", "not all done");
                        });
        assertThat(run.epoch()).isBetween(10, 14);
    }

    @Test
    void when_a_vertex_fails_then_the_user_hears_at_once_and_others_are_stopped_then_forget() {
        tell(new Event.Start(List.of(A, B)));
        List<Instruction> failed =
                tell(new Event.Ended(1, A.id(), new Report(bits(), bits(), true)));
        assertThat(failed).hasSize(2);
        assertThat(((Instruction.Fail) failed.get(0)).cause()).isEqualTo(Cause.VERTEX);
        assertThat(failed.get(1)).isEqualTo(new Instruction.Stop(1, B.id()));
        assertThat(tell(ended(1, B, bits(1), bits())))
                .containsExactlyInAnyOrder(
                        new Instruction.Forget(A.id()), new Instruction.Forget(B.id()));
        assertThat(tell(ended(1, B, bits(1), bits())))
                .containsExactly(new Instruction.Forget(B.id()));
    }

    @Test
    void when_it_is_cancelled_then_it_ends_in_bounded_ticks_though_nobody_answers() {
        tell(new Event.Start(List.of(A, B)));
        assertThat(tell(new Event.Cancel()))
                .hasSize(3)
                .first()
                .isInstanceOf(Instruction.Fail.class);
        for (int i = 0; i < Patience.FAIL_TICKS; i++) {
            tell(new Event.Tick());
        }
        assertThat(run.state()).isEqualTo(RunState.ENDED);
        assertThat(tell(new Event.Cancel())).isEmpty();
    }

    @Test
    void when_no_node_can_run_it_then_it_fails_with_the_planners_words() {
        var big = new RunCoordinator(GRAPH, RunCoordinatorTest::refuse, FirstPlacement.NONE);
        assertThat(big.handle(new Event.Start(List.of(A))))
                .containsExactly(new Instruction.Fail(Cause.INFEASIBLE, "too big"));
        assertThat(tell(new Event.Start(List.of())))
                .singleElement()
                .satisfies(i -> assertThat(i.toString()).contains("INFEASIBLE", "No node"));
    }

    @Test
    void when_a_job_does_not_start_then_it_is_launched_once_more_then_the_node_gets_none() {
        tell(new Event.Start(List.of(A, B)));
        assertThat(tell(new Event.Unreachable(1, B.id())))
                .singleElement()
                .satisfies(i -> assertThat(((Instruction.Launch) i).site()).isEqualTo(B));
        assertThat(tell(new Event.Unreachable(1, B.id())))
                .contains(new Instruction.Stop(1, A.id()), new Instruction.Stop(1, B.id()));
        tell(ended(1, A, bits(0), bits(0)));
        assertThat(tell(ended(1, B, bits(), bits())))
                .isNotEmpty()
                .allMatch(i -> i instanceof Instruction.Launch launch && launch.site() == A);
    }

    @Test
    void when_a_node_does_not_have_its_job_then_it_is_launched_once_more() {
        tell(new Event.Start(List.of(A, B)));
        assertThat(tell(new Event.Status(1, B.id(), -1, 0))).isEmpty();
        assertThat(tell(new Event.Status(1, B.id(), -1, 0)))
                .singleElement()
                .satisfies(i -> assertThat(((Instruction.Launch) i).site()).isEqualTo(B));
        assertThat(tell(new Event.Status(1, B.id(), -1, 0))).isEmpty();
    }

    private static final int BEFORE = 1 << 16;

    private RunCoordinator heir() {
        return new RunCoordinator(
                GRAPH, new SimplePlanner(GRAPH, HOMES::get), FirstPlacement.NONE, BEFORE, null);
    }

    @Test
    void when_another_node_goes_on_with_a_run_then_only_what_nobody_has_runs_again() {
        RunCoordinator heir = heir();
        assertThat(heir.handle(new Event.Start(List.of(A, B))))
                .containsExactly(new Instruction.Adopt(A.id()), new Instruction.Adopt(B.id()));
        assertThat(heir.handle(adopted(B, bits(1, 3), bits(3)))).isEmpty();
        List<Instruction> next = heir.handle(adopted(A, bits(0, 2), bits(2)));

        assertThat(program(next, A).locals()).isEqualTo(1); // the sink
        assertThat(program(next, B).locals()).isZero(); // gives the result it has kept
        assertThat(next)
                .allMatch(i -> i instanceof Instruction.Launch l && l.epoch() == BEFORE + 1);
        assertThat(heir.epoch()).isEqualTo(1);
        assertThat(heir.done()).isEqualTo(4);
        heir.handle(new Event.Result(3));
        heir.handle(ended(BEFORE + 1, B, bits(), bits(3)));
        assertThat(heir.handle(ended(BEFORE + 1, A, bits(4), bits(2))))
                .contains(new Instruction.Complete());
    }

    @Test
    void when_a_node_does_not_say_what_it_has_then_the_heir_goes_on_without_it() {
        RunCoordinator heir = heir();
        heir.handle(new Event.Start(List.of(A, B)));
        heir.handle(adopted(A, bits(0, 2), bits(0, 2)));
        List<Instruction> said = List.of();
        for (int i = 0; heir.epoch() == 0; i++) {
            assertThat(i).isLessThanOrEqualTo(Adoption.PATIENCE_TICKS);
            said = heir.handle(new Event.Tick());
            assertThat(said).doesNotContain(new Instruction.Adopt(A.id()));
        }
        assertThat(said).noneMatch(i -> i instanceof Instruction.Launch l && l.site() == B);
        assertThat(heir.handle(adopted(B, bits(1), bits(1)))).isNotEmpty(); // it is taken again
    }

    @Test
    void when_a_node_leaves_while_it_is_asked_then_nobody_waits_for_it() {
        RunCoordinator heir = heir();
        heir.handle(new Event.Start(List.of(A, B)));
        heir.handle(adopted(A, bits(0), bits(0)));
        List<Instruction> next = heir.handle(new Event.Cluster(List.of(A)));
        assertThat(program(next, A).locals()).isEqualTo(4);
    }

    @Test
    void when_a_vertex_had_failed_before_then_the_heir_fails_the_run() {
        RunCoordinator heir = heir();
        heir.handle(new Event.Start(List.of(A, B)));
        var report = new Report(bits(), bits(), true);
        assertThat(heir.handle(new Event.Adopted(A.id(), report)))
                .filteredOn(i -> i instanceof Instruction.Fail)
                .singleElement()
                .satisfies(i -> assertThat(((Instruction.Fail) i).cause()).isEqualTo(Cause.VERTEX));
        assertThat(heir.handle(adopted(B, bits(), bits())))
                .containsExactly(new Instruction.Forget(B.id()));
    }

    private static Event.Adopted adopted(Site site, BitSet done, BitSet kept) {
        return new Event.Adopted(site.id(), new Report(done, kept, false));
    }

    @Test
    void when_a_node_dies_with_a_second_attempt_then_its_vertex_is_suspected_and_gets_no_other() {
        tell(new Event.Start(List.of(A, B, C)));
        var second = new SecondAttempts.Second(2, A.id(), B.id());
        assertThat(tell(new Event.Slow(second))).containsExactly(new Instruction.Second(second));

        tell(new Event.Cluster(List.of(A, C)));
        assertThat(run.suspects()).isEqualTo(bits(2));
        var third = new SecondAttempts.Second(2, A.id(), C.id());
        assertThat(tell(new Event.Slow(third))).isEmpty();
        List<Instruction> next = tell(ended(1, A, bits(0), bits(0)));
        assertThat(next)
                .filteredOn(i -> ((Instruction.Launch) i).caution().suspects().get(2))
                .hasSize(1);
    }

    @Test
    void when_a_node_dies_with_the_second_attempt_of_what_has_run_then_nothing_is_suspected() {
        tell(new Event.Start(List.of(A, B, C)));
        tell(new Event.Slow(new SecondAttempts.Second(2, A.id(), C.id())));
        tell(new Event.Slow(new SecondAttempts.Second(1, B.id(), C.id())));
        tell(ended(1, A, bits(0, 2, 4), bits(0, 2)));

        assertThat(tell(new Event.Cluster(List.of(A, B)))).as("C has no job").isEmpty();
        assertThat(run.suspects()).isEqualTo(bits(1));
        tell(ended(1, B, bits(1, 3), bits(1)));
        assertThat(run.suspects().isEmpty()).isTrue();
    }

    @Test
    void when_a_second_attempt_makes_no_sense_then_none_begins() {
        var second = new Event.Slow(new SecondAttempts.Second(2, A.id(), B.id()));
        assertThat(tell(second)).as("not begun").isEmpty();
        tell(new Event.Start(List.of(A, B, C)));
        assertThat(tell(new Event.Slow(new SecondAttempts.Second(2, A.id(), site(9).id()))))
                .as("no such node")
                .isEmpty();
        tell(new Event.Cancel());
        assertThat(tell(second)).as("over").isEmpty();
    }

    @Test
    void when_a_replanner_breaks_its_word_then_the_error_names_the_run() {
        var bad = new RunCoordinator(GRAPH, (s, state, h, risky) -> List.of(), FirstPlacement.NONE);
        assertThatThrownBy(() -> bad.handle(new Event.Start(List.of(A))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("diamond");
    }

    private static List<Instruction> failsIn(List<Instruction> told) {
        return told.stream().filter(i -> i instanceof Instruction.Fail).toList();
    }

    private static List<Program> refuse(List<Site> sites, byte[] state, int[] home, BitSet risky) {
        throw new InfeasibleException("too big");
    }

    private List<Instruction> tell(Event event) {
        List<Instruction> out = run.handle(event);
        run.check();
        return out;
    }

    private static Event.Ended ended(int epoch, Site node, BitSet done, BitSet kept) {
        return new Event.Ended(epoch, node.id(), new Report(done, kept, false));
    }

    private static Program program(List<Instruction> launches, Site site) {
        return launches.stream()
                .map(i -> (Instruction.Launch) i)
                .filter(launch -> launch.site().id().equals(site.id()))
                .findFirst()
                .orElseThrow()
                .program();
    }

    private static BitSet bits(int... vertices) {
        var set = new BitSet();
        for (int v : vertices) {
            set.set(v);
        }
        return set;
    }

    private static Site site(int number) {
        return new Site(new UUID(0, number), Resources.NONE.cpus(2), Map.of(), 0);
    }
}
