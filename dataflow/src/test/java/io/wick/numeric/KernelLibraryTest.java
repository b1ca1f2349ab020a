package io.wick.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.internal.numeric.Philox;
import io.wick.numeric.cases.KernelCase;
import io.wick.numeric.cases.KernelCases;
import io.wick.numeric.cases.Precision;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.Simulations;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class KernelLibraryTest {
    private static final Numeric NUMERIC = Numeric.with(List.of());

    @Property(tries = 25)
    void when_float_kernels_run_on_the_cpus_then_all_elements_are_within_the_bound(
            @ForAll long seed) {
        runAll(seed, ElementType.FLOAT);
    }

    @Property(tries = 25)
    void when_double_kernels_run_on_the_cpus_then_all_elements_are_within_the_bound(
            @ForAll long seed) {
        runAll(seed, ElementType.DOUBLE);
    }

    @Property(tries = 10)
    void when_the_number_of_threads_is_another_then_outputs_are_the_same(@ForAll long seed) {
        for (KernelCase each : KernelCases.of(seed, ElementType.FLOAT)) {
            Object[] inputs = each.inputs().toArray();
            KernelOptions cpu = KernelOptions.DEFAULT.where(Where.CPU);
            var one = NUMERIC.run(each.kernel(), cpu.threads(1), inputs);
            var more = NUMERIC.run(each.kernel(), cpu, inputs);
            for (int i = 0; i < one.outputs().size(); i++) {
                // NaN may have any bits: which of two NaN a sum keeps is the compiler's choice
                assertThat(bits(more.array(i)))
                        .as("%s, output %d", each, i)
                        .isEqualTo(bits(one.array(i)));
            }
        }
    }

    private static long[] bits(NumericArray array) {
        long[] bits = new long[(int) array.size()];
        Arrays.setAll(bits, i -> Double.doubleToLongBits(array.getDouble(i)));
        return bits;
    }

    @Test
    void when_one_element_of_any_output_is_not_written_then_its_case_fails() {
        for (KernelCase each : KernelCases.of(7, ElementType.FLOAT)) {
            if (each.special()) {
                continue; // may expect the poison
            }
            var outputs =
                    NUMERIC.run(
                                    each.kernel(),
                                    KernelOptions.DEFAULT.where(Where.CPU),
                                    each.inputs().toArray())
                            .outputs();
            for (NumericArray output : outputs) {
                double right = output.getDouble(output.size() - 1);
                output.setDouble(output.size() - 1, output.type().isFloating() ? Double.NaN : -9);
                assertThatThrownBy(() -> each.check(outputs, each.onCpus()))
                        .as("%s", each)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("element " + (output.size() - 1));
                double wrong = output.type().isFloating() ? right * 1.001 + 0.01 : right + 1;
                output.setDouble(output.size() - 1, wrong);
                assertThatThrownBy(() -> each.check(outputs, Precision.DOUBLE))
                        .as("%s", each)
                        .isInstanceOf(AssertionError.class);
                output.setDouble(output.size() - 1, right);
            }
        }
    }

    @Test
    void when_philox_is_given_the_published_counters_then_it_gives_the_published_words() {
        // kat_vectors of Random123 1.14, philox4x32 10
        assertThat(words(0, 0, 0, 0, 0, 0))
                .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(words(-1, -1, -1, -1, -1, -1))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(words(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void when_many_paths_are_drawn_then_their_mean_is_the_price_of_the_formula() {
        var exact =
                Simulations.blackScholes(ElementType.DOUBLE)
                        .run(Doubles.of(100), Doubles.of(110), Doubles.of(2), 0.03, 0.3);
        var drawn =
                Simulations.optionByPaths(ElementType.DOUBLE)
                        .run(100, 110, 2, 0.03, 0.3, 42L, 200_000);
        double error = drawn.doubles().get(1);
        assertThat(error).isBetween(0.01, 0.2);
        assertThat(drawn.doubles().get(0))
                .isBetween(
                        exact.doubles(0).get(0) - 5 * error, exact.doubles(0).get(0) + 5 * error);
    }

    @Test
    void when_an_expression_uses_a_part_many_times_then_it_has_one_instruction_for_it() {
        Expression x = Expression.input(0);
        for (int i = 0; i < 60; i++) {
            x = x.plus(x).times(0.5);
        }
        Formula formula = Formula.of("halves of doubles", ElementType.DOUBLE, x);
        assertThat(formula.instructions()).hasSize(181);
        assertThat(formula.kernel().run(Doubles.of(3, 4)).doubles().toArray())
                .containsExactly(3, 4);
    }

    private static void runAll(long seed, ElementType type) {
        KernelOptions cpu = KernelOptions.DEFAULT.where(Where.CPU);
        for (KernelCase each : KernelCases.of(seed, type, seed % 2 == 0)) {
            KernelReport report = each.run(NUMERIC, cpu, each.onCpus());
            assertThat(report.onDevice()).isFalse();
        }
    }

    private static int[] words(int c0, int c1, int c2, int c3, int k0, int k1) {
        int[] counter = {c0, c1, c2, c3};
        Philox.rounds(counter, k0, k1);
        return counter;
    }
}
