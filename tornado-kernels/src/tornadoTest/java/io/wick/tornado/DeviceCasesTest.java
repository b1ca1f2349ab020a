package io.wick.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.wick.numeric.ElementType;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelReport;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Where;
import io.wick.numeric.cases.KernelCase;
import io.wick.numeric.cases.KernelCases;
import io.wick.numeric.cases.Precision;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** The cases that every backend must pass, in strict mode. */
@Timeout(600)
class DeviceCasesTest {
    private static final long SEED = Long.getLong("wick.seed", 20);
    private static final KernelOptions STRICT = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"FLOAT", "DOUBLE"})
    void when_kernels_run_on_a_device_then_results_are_within_the_bounds(ElementType type) {
        List<String> failures = new ArrayList<>();
        List<KernelCase> cases = new ArrayList<>(KernelCases.of(SEED, type));
        cases.addAll(KernelCases.of(SEED + 1, type, true));
        int onDevice = 0;
        for (KernelCase each : cases) {
            if (isEmpty(each)) {
                continue;
            }
            try {
                KernelReport report = each.run(Numeric.local(), STRICT, Precision.TYPE);
                assertThat(report.onDevice()).isTrue();
                onDevice++;
            } catch (AssertionError | RuntimeException e) {
                failures.add(e.getMessage());
            }
        }

        if (!failures.isEmpty()) {
            fail("seed " + SEED + ":\n" + String.join("\n", failures));
        }
        assertThat(onDevice).isGreaterThan(50);
    }

    private static boolean isEmpty(KernelCase each) {
        return each.inputs().stream()
                        .anyMatch(input -> input instanceof NumericArray a && a.size() == 0)
                || each.kernel().newOutputs(each.inputs().toArray()).stream()
                        .anyMatch(output -> output.size() == 0);
    }
}
