package io.wick.internal.scheduler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.group.GroupId;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.UUID;

class GroupTurnsTest {
    private static final GroupId FIRST = new GroupId(new UUID(0, 1), 1);
    private static final GroupId SECOND = new GroupId(new UUID(0, 2), 1);
    private static final GroupId THIRD = new GroupId(new UUID(0, 2), 2);
    private static final Set<String> CPU = Set.of("cpu");
    private static final Set<String> GPU = Set.of("gpu");
    private static final Set<String> BOTH = Set.of("cpu", "gpu");

    private final GroupTurns turns = new GroupTurns();

    @Test
    void when_groups_come_then_one_after_the_other_has_its_turn() {
        assertThat(turns.enter(FIRST, CPU, false)).isEqualTo(FIRST);
        assertThat(turns.enter(SECOND, CPU, false)).isNull();
        assertThat(turns.enter(THIRD, CPU, false)).isNull();

        assertThat(turns.leave(FIRST)).isEqualTo(SECOND);
        assertThat(turns.leave(SECOND)).isEqualTo(THIRD);
        assertThat(turns.leave(THIRD)).isNull();
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void when_the_first_lacks_something_then_only_those_pass_that_do_not_want_it() {
        turns.enter(FIRST, BOTH, false);
        turns.enter(SECOND, GPU, false);
        turns.enter(THIRD, CPU, false);

        assertThat(turns.pass(FIRST, GPU)).isEqualTo(THIRD);
        assertThat(turns.again(FIRST)).isNull();
        assertThat(turns.leave(THIRD)).isEqualTo(FIRST);
        assertThat(turns.leave(FIRST)).isEqualTo(SECOND);
    }

    @Test
    void when_the_owner_of_the_turn_leaves_then_the_next_has_it() {
        turns.enter(SECOND, CPU, false);
        turns.enter(FIRST, CPU, false);
        turns.enter(THIRD, CPU, false);

        assertThat(turns.left(SECOND.owner())).isEqualTo(FIRST);
        assertThat(turns.leave(FIRST)).isNull();
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void when_one_that_blocked_others_leaves_then_they_go_on() {
        turns.enter(FIRST, CPU, false);
        assertThat(turns.enter(SECOND, CPU, false)).isNull();
        assertThat(turns.pass(FIRST, CPU)).isNull();

        assertThat(turns.left(FIRST.owner())).isEqualTo(SECOND);
    }

    @Test
    void when_a_group_enters_twice_then_it_keeps_its_place() {
        turns.enter(FIRST, CPU, false);
        turns.enter(SECOND, CPU, false);
        turns.pass(FIRST, CPU);

        assertThat(turns.enter(FIRST, CPU, false)).isEqualTo(FIRST);
    }

    @Test
    void when_one_has_lost_a_bundle_then_it_comes_before_those_that_hold_nothing() {
        turns.enter(FIRST, CPU, false);
        turns.enter(SECOND, CPU, false);
        turns.enter(THIRD, CPU, true);

        assertThat(turns.pass(FIRST, CPU)).isEqualTo(THIRD);
        assertThat(turns.leave(THIRD)).isNull();
        assertThat(turns.again(FIRST)).isEqualTo(FIRST);
    }
}
