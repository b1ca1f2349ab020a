package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wick.Wick;
import io.wick.graph.RunReport.KernelShare;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.library.Learning;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** Learning on blocks against learning on all rows at once. */
class FlightNumbersTest {
    private static final Path FLIGHTS = Path.of("data/flights-3m.parquet");
    private static final int ROWS = 60_000;
    private static final double[][] CENTRES = {{0, 0.3}, {0, 1}, {2, 0.7}};

    @Test
    void when_rows_are_in_blocks_then_a_step_finds_what_it_finds_of_all_rows() {
        try (Wick wick = Wick.start()) {
            FlightBlocks five = FlightBlocks.read(wick, FLIGHTS, ROWS, 5);
            FlightBlocks one = FlightBlocks.read(wick, FLIGHTS, ROWS, 1);

            Learned groups = Learned.groups(wick, five, ROWS, CENTRES, 1);

            var whole =
                    Learning.kMeansStep(ElementType.FLOAT)
                            .run(
                                    one.points().getFirst().get(),
                                    Floats.of(0, 0.3f, 0, 1, 2, 0.7f)
                                            .reshape(io.wick.numeric.Shape.matrix(3, 2)));
            for (int i = 0; i < 6; i++) {
                double count = whole.ints(1).get(i / 2);
                assertThat(groups.weights()[i])
                        .isCloseTo(whole.floats(0).get(i) / count, within(1e-4));
            }
        }
    }

    @Test
    void when_learning_goes_on_then_the_loss_falls() {
        try (Wick wick = Wick.start()) {
            FlightBlocks blocks = FlightBlocks.read(wick, FLIGHTS, ROWS, 3);

            Learned groups = Learned.groups(wick, blocks, ROWS, CENTRES, 6);
            Learned odds = Learned.odds(wick, blocks, ROWS, 0.5, 6);

            assertThat(groups.loss().getLast()).isLessThan(groups.loss().getFirst());
            assertThat(odds.loss()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(odds.runs().getLast().kernels())
                    .hasSize(3)
                    .extracting(KernelShare::kernel)
                    .containsOnly("logistic-gradient.float");
        }
    }

    @Test
    void when_the_program_runs_on_two_jvms_then_it_ends_well() {
        assertThat(FlightNumbers.run("--nodes", "2", "--rows", "30000", "--iterations", "2"))
                .isZero();
    }
}
