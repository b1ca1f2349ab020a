package io.wick.ignite.internal.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.graph.NodeContext;
import io.wick.ignite.internal.graph.RunContext;
import io.wick.ignite.internal.object.Ref;
import io.wick.internal.run.Evidence;
import io.wick.internal.run.Predecessor;
import io.wick.testkit.WickTest;
import io.wick.testkit.damage.Damage;
import io.wick.testkit.damage.RoundsTest;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What durable runs keep: how they ended, and what their keepers leave to the next ones. */
@WickTest(nodes = 1)
class EndDamageTest {
    private static final int SEEDS = 200;
    private static final int VERTICES = 40;

    private static EndCode code(Wick wick) {
        RunContext context = NodeContext.of((IgniteEngine) wick.engine());
        return new EndCode(context.values(), context.outcomes(), null);
    }

    @Test
    void when_an_end_is_whole_then_it_is_read(Wick wick) {
        EndCode code = code(wick);

        assertThat(code.read(code.done(List.of("one"), true))).isEqualTo("one");
        assertThat(code.read(code.done(List.of("one", Ref.NULL), false)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly("one", null);
        byte[] failed = code.failed(new SerializationException("told"));
        assertThatThrownBy(() -> code.read(failed)).hasMessage("told");
    }

    @RoundsTest
    void when_an_end_is_damaged_then_the_error_is_ours(Wick wick) {
        EndCode code = code(wick);
        List<byte[]> ends =
                List.of(
                        code.done(List.of("one"), true),
                        code.done(List.of(1L, new int[] {1, 2}, Map.of("k", "v"), Ref.NULL), false),
                        code.failed(new SerializationException("told")));

        for (int seed = 0; seed < SEEDS; seed++) {
            Damage.checkGraphs(
                    seed,
                    ends,
                    in -> {
                        try {
                            code.read(in.array());
                        } catch (SerializationException e) {
                            if (e.getMessage() != null) { // else the run's own, as it was damaged
                                throw e;
                            }
                        }
                    });
        }
    }

    @RoundsTest
    void when_what_a_keeper_left_is_damaged_then_the_error_is_ours() {
        var some = new BitSet();
        some.set(3, 9);
        some.set(20);
        var evidence =
                new Evidence(
                        2,
                        some,
                        List.of(new Evidence.Loss(new UUID(5, 6), some)),
                        List.of(new Evidence.Charge(20, List.of(new UUID(7, 8)), 1, 0, 1)));
        var left = new Predecessor(new UUID(1, 2), some, evidence);
        byte[] bytes = EvidenceCode.bytes(left);

        assertThat(EvidenceCode.predecessor(bytes, VERTICES)).isEqualTo(left);
        for (int seed = 0; seed < 5 * SEEDS; seed++) {
            Damage.check(
                    seed,
                    List.of(bytes),
                    in -> {
                        Predecessor read = EvidenceCode.predecessor(in.array(), VERTICES);
                        assertThat(read.vertices().length()).isLessThanOrEqualTo(VERTICES);
                    });
        }
    }
}
