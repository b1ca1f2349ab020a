package io.wick.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.numeric.Floats;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelReport;
import io.wick.numeric.KernelResult;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericException;
import io.wick.numeric.Where;
import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.NumericBackend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

@Timeout(120)
class TornadoBackendTest {
    private static final KernelOptions STRICT = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);

    /** What the device's clock counts beside arrays: headers and the frames of kernels. */
    private static final long OVERHEAD = 1024;

    @Test
    void when_devices_are_asked_for_then_they_have_names_and_memory() {
        List<Device> devices = Numeric.local().devices();

        assertThat(devices).as(Numeric.local().backends().toString()).isNotEmpty();
        assertThat(devices)
                .allSatisfy(
                        device -> {
                            assertThat(device.backend()).isEqualTo("tornado");
                            assertThat(device.id()).matches("[a-z]+:\\d+:\\d+");
                            assertThat(device.name()).isNotBlank();
                            assertThat(device.memory()).isPositive();
                            assertThat(device.computeUnits()).isPositive();
                        });
    }

    @Test
    void when_a_user_kernel_runs_on_a_device_then_it_gives_what_the_cpus_give() {
        Floats x = ramp(1000, 1);
        Floats y = ramp(1000, 3);

        KernelResult device = UserKernels.SAXPY.run(STRICT, x, y, 2.5f);
        KernelResult cpu =
                UserKernels.SAXPY.run(KernelOptions.DEFAULT.where(Where.CPU), x, y, 2.5f);

        assertThat(device.report().onDevice()).isTrue();
        assertThat(device.floats().toArray()).containsExactly(cpu.floats().toArray());
    }

    @Test
    void when_only_values_change_then_one_plan_serves_all_runs() {
        Floats y = ramp(2000, 3);
        List<KernelReport> reports = new ArrayList<>();
        for (int run = 1; run <= 5; run++) {
            KernelResult result = UserKernels.SAXPY.run(STRICT, ramp(2000, run), y, run);
            assertThat(result.floats().get(7)).isEqualTo(run * 7f * run + 21);
            reports.add(result.report());
        }

        assertThat(reports.stream().map(KernelReport::compiled))
                .containsExactly(true, false, false, false, false);
        assertThat(reports)
                .allSatisfy(
                        report -> {
                            assertThat(report.kernels()).isPositive();
                            assertThat(report.bytesToDevice())
                                    .isBetween(16_000L, 16_000 + OVERHEAD);
                            assertThat(report.bytesFromDevice())
                                    .isBetween(8_000L, 8_000 + OVERHEAD);
                        });
    }

    @Test
    void when_frozen_arrays_come_again_then_they_stay_on_the_device() {
        Floats x = ramp(3000, 1).freeze();
        Floats y = ramp(3000, 2).freeze();
        List<KernelReport> reports = new ArrayList<>();
        for (int run = 1; run <= 4; run++) {
            KernelResult result = UserKernels.SAXPY.run(STRICT, x, y, run);
            assertThat(result.floats().get(2999)).isEqualTo(run * 2999f + 5998);
            reports.add(result.report());
        }

        assertThat(reports.get(0).bytesToDevice()).isGreaterThan(24_000);
        assertThat(reports.get(1).bytesToDevice()).isGreaterThan(24_000);
        assertThat(reports.get(2).bytesToDevice()).isLessThan(OVERHEAD);
        assertThat(reports.get(3).bytesToDevice()).isLessThan(OVERHEAD);
    }

    @Test
    void when_one_frozen_array_comes_again_and_another_is_new_then_the_first_alone_stays() {
        Floats x = ramp(30_000, 1).freeze();
        List<KernelReport> reports = new ArrayList<>();
        for (int run = 1; run <= 4; run++) {
            KernelResult result = UserKernels.SAXPY.run(STRICT, x, ramp(30_000, run).freeze(), 2f);
            assertThat(result.floats().get(29_999)).isEqualTo((2 + run) * 29_999f);
            reports.add(result.report());
        }

        assertThat(reports.get(0).bytesToDevice()).isGreaterThan(240_000);
        assertThat(reports.get(2).bytesToDevice()).isBetween(120_000L, 120_000 + OVERHEAD);
        assertThat(reports.get(3).bytesToDevice()).isBetween(120_000L, 120_000 + OVERHEAD);
        assertThat(reports.get(3).compiled()).isFalse();
    }

    @Test
    void when_kernels_follow_on_each_other_then_what_is_between_stays_on_the_device() {
        var builder = KernelProgram.named("twice");
        var x = builder.input("x");
        var y = builder.input("y");
        var once = builder.call(UserKernels.SAXPY, x, y, 2f);
        KernelProgram program = builder.build(builder.call(UserKernels.SAXPY, once, y, 3f));

        KernelResult result = program.run(STRICT, ramp(5000, 1), ramp(5000, 1));

        assertThat(result.floats().get(10)).isEqualTo(100f);
        assertThat(result.report().bytesToDevice()).isBetween(40_000L, 40_000 + OVERHEAD);
        assertThat(result.report().bytesFromDevice()).isBetween(20_000L, 20_000 + OVERHEAD);
    }

    @Test
    void when_threads_share_a_plan_then_each_gets_its_own_result() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 1; i <= 64; i++) {
                float factor = i;
                work.add(
                        () -> {
                            Floats x = ramp(4000, factor);
                            Floats z = UserKernels.SAXPY.run(STRICT, x, x, factor).floats();
                            for (int at = 0; at < 4000; at++) {
                                if (z.get(at) != factor * (factor * at) + factor * at) {
                                    return false;
                                }
                            }
                            return true;
                        });
            }
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void when_a_kernel_does_not_compile_then_the_reason_is_told_and_the_cpus_do_it() {
        Floats x = ramp(100, 1);
        KernelOptions prefer = KernelOptions.DEFAULT.where(Where.PREFER_DEVICE);

        KernelResult result = UserKernels.BROKEN.run(prefer, x, x, 2f);

        assertThat(result.floats().get(5)).isEqualTo(15f);
        assertThat(result.report().onDevice()).isFalse();
        assertThat(result.report().reason()).contains("TornadoVM cannot run broken: ");
        assertThatThrownBy(() -> UserKernels.BROKEN.run(STRICT, x, x, 2f))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("TornadoVM cannot run broken: ");
    }

    @Test
    void when_another_backend_is_broken_then_this_one_works() {
        List<Supplier<NumericBackend>> makers =
                List.of(
                        () -> {
                            throw new NoClassDefFoundError("a library of another maker");
                        },
                        TornadoBackend::new);
        Numeric numeric = Numeric.with(makers);
        Floats x = ramp(100, 1);

        KernelReport report = numeric.run(UserKernels.SAXPY, STRICT, x, x, 2f).report();

        assertThat(report.onDevice()).isTrue();
        assertThat(numeric.backends())
                .extracting(Numeric.BackendStatus::fault)
                .containsExactly("a library of another maker", null);
    }

    @Test
    void when_arrays_do_not_fit_then_it_is_refused_with_the_figures() {
        Device tiny = new Device("tornado", "tiny", "tiny", Device.Type.GPU, 1000, 1000, 1, true);
        Floats x = ramp(100, 1);
        var sequence = KernelProgram.of(UserKernels.SAXPY).bind(x, ramp(100, 2), 2f);
        var backend = new TornadoBackend();
        backend.devices();

        assertThat(backend.refusal(sequence, tiny)).contains("1200 bytes").contains("1000");
        assertThat(backend.refusal(sequence, Numeric.local().devices().getFirst())).isNull();
    }

    private static Floats ramp(int length, float step) {
        Floats made = Floats.zeros(length);
        for (int i = 0; i < length; i++) {
            made.set(i, step * i);
        }
        return made;
    }
}
