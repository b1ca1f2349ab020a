package io.wick.ignite.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.planner.Program;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Programs of a node, damaged: what is read can be run. */
class ProgramDamageTest {
    /** Two vertices in a chain; the first takes a value of another site, the second gives one. */
    private static Program program() {
        return new Program(
                1,
                2,
                1,
                0,
                new int[] {4, 9, 2},
                new int[] {0, 1, 2},
                new int[] {2, 0},
                new int[] {0, 1, 1, 2},
                new int[] {1, 0},
                new int[] {0, 0, 1, 1},
                new int[] {0},
                new boolean[] {false, true, false},
                new int[] {1, -1});
    }

    private static byte[] bytes() {
        var out = new ByteWriter();
        ProgramCode.write(out, program());
        return out.toByteArray();
    }

    @Test
    void when_a_program_is_whole_then_it_is_read() {
        byte[] bytes = bytes();
        assertThat(ProgramCode.read(new ByteReader(bytes, 0, bytes.length)))
                .usingRecursiveComparison()
                .isEqualTo(program());
    }

    @Property(tries = 1000)
    void when_a_program_is_damaged_then_it_is_refused_or_can_be_walked(@ForAll long seed) {
        Damage.check(seed, List.of(bytes()), in -> walk(ProgramCode.read(in)));
    }

    private static void walk(Program program) {
        int sum = 0;
        for (int v = 0; v < program.locals(); v++) {
            for (int i = program.inputStart()[v]; i < program.inputStart()[v + 1]; i++) {
                sum += program.vertex()[program.inputs()[i]];
            }
            int next = program.fused()[v];
            sum += next < 0 ? 0 : program.vertex()[next];
        }
        for (int value = 0; value < program.values(); value++) {
            for (int i = program.consumerStart()[value];
                    i < program.consumerStart()[value + 1];
                    i++) {
                sum += program.vertex()[program.consumers()[i]];
            }
            sum += program.hasTargets(value) ? 1 : 0;
            sum += program.result()[value] ? 1 : 0;
        }
        assertThat(sum).isNotNull();
    }
}
