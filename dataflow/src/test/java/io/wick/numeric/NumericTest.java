package io.wick.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.internal.numeric.Ranges;
import io.wick.numeric.KernelProgram.Operand;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Reductions;
import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.DeviceException;
import io.wick.numeric.spi.DeviceRun;
import io.wick.numeric.spi.NumericBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Where kernels run, with a backend whose device is this JVM. */
class NumericTest {
    private static final KernelOptions PREFER = KernelOptions.DEFAULT.where(Where.PREFER_DEVICE);
    private static final KernelOptions REQUIRE = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);

    private final List<KernelSequence> ran = new ArrayList<>();
    private final Floats x = Floats.of(1, 2, 3);
    private @Nullable String refusal;
    private @Nullable Throwable failure;

    private final class Backend implements NumericBackend {
        @Override
        public String name() {
            return "here";
        }

        @Override
        public List<Device> devices() {
            return List.of(
                    new Device(
                            "here",
                            "here:0",
                            "This JVM",
                            Device.Type.GPU,
                            1 << 30,
                            1 << 28,
                            1,
                            true));
        }

        @Override
        public @Nullable String refusal(KernelSequence sequence, Device device) {
            return refusal;
        }

        @Override
        public DeviceRun run(KernelSequence sequence, Device device, Duration patience) {
            ran.add(sequence);
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            for (KernelCall call : sequence.calls()) {
                call.kernel().runOnCpu(call.arguments(), new Ranges(1));
            }
            return new DeviceRun(
                    Duration.ofNanos(1), Duration.ZERO, sequence.bytesMoved(), 4, false);
        }
    }

    private static final class Broken implements NumericBackend {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<Device> devices() {
            throw new UnsatisfiedLinkError("libcuda.so.1 is not there");
        }

        @Override
        public @Nullable String refusal(KernelSequence sequence, Device device) {
            return null;
        }

        @Override
        public DeviceRun run(KernelSequence sequence, Device device, Duration patience) {
            throw new IllegalStateException();
        }
    }

    private Numeric numeric() {
        List<Supplier<NumericBackend>> makers =
                List.of(
                        Broken::new,
                        () -> {
                            throw new NoClassDefFoundError("a driver");
                        },
                        Backend::new);
        return Numeric.with(makers);
    }

    @Test
    void when_one_backend_is_broken_then_the_others_work_and_its_fault_is_told() {
        Numeric numeric = numeric();
        assertThat(numeric.devices()).extracting(Device::id).containsExactly("here:0");
        assertThat(numeric.backends())
                .extracting(Numeric.BackendStatus::fault)
                .containsExactly("libcuda.so.1 is not there", "a driver", null);

        KernelReport report = numeric.run(Reductions.sum(ElementType.FLOAT), PREFER, x).report();

        assertThat(report.onDevice()).isTrue();
        assertThat(report.bytesToDevice()).isEqualTo(16);
    }

    @Test
    void when_a_device_fails_then_the_cpus_do_it_and_the_report_says_why() {
        Numeric numeric = numeric();
        failure = new InternalError("the driver is gone");
        KernelResult result = numeric.run(Reductions.sum(ElementType.FLOAT), PREFER, x);

        assertThat(result.floats().get(0)).isEqualTo(6);
        assertThat(result.report().onDevice()).isFalse();
        assertThat(result.report().reason()).contains("here:0: the driver is gone");
    }

    @Test
    void when_a_device_is_required_and_fails_then_that_is_an_error() {
        Kernel sum = Reductions.sum(ElementType.FLOAT);
        failure = new DeviceException("does not compile", true, null);
        assertThatThrownBy(() -> numeric().run(sum, REQUIRE, x))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("sum.float")
                .hasMessageContaining("does not compile")
                .hasMessageContaining("libcuda.so.1");
        assertThatThrownBy(() -> Numeric.with(List.of()).run(sum, REQUIRE, x))
                .hasMessageContaining("no device");
        assertThatThrownBy(() -> numeric().run(sum, REQUIRE.device("other"), x))
                .isInstanceOf(NumericException.class);
    }

    @Test
    void when_kernels_do_not_compile_then_they_are_not_tried_again() {
        Numeric numeric = numeric();
        Kernel sum = Reductions.sum(ElementType.FLOAT);
        failure = new DeviceException("does not compile", true, null);
        for (int i = 0; i < 5; i++) {
            assertThat(numeric.run(sum, PREFER, x).report().reason()).contains("does not compile");
        }
        assertThat(ran).hasSize(1);

        failure = null;
        assertThat(numeric.run(Reductions.minMax(ElementType.FLOAT), PREFER, x).report().onDevice())
                .isTrue();
    }

    @Test
    void when_a_device_is_full_for_now_then_it_is_tried_again() {
        Numeric numeric = numeric();
        Kernel sum = Reductions.sum(ElementType.FLOAT);
        failure = new DeviceException("out of memory", false, null);
        for (int i = 0; i < 5; i++) {
            assertThat(numeric.run(sum, PREFER, x).report().onDevice()).isFalse();
        }
        failure = null;
        assertThat(numeric.run(sum, PREFER, x).report().onDevice()).isTrue();
    }

    @Test
    void when_a_backend_refuses_then_nothing_is_tried() {
        refusal = "no code for it";
        KernelReport report = numeric().run(Reductions.sum(ElementType.FLOAT), PREFER, x).report();
        assertThat(report.reason()).contains("here:0: no code for it");
        assertThat(ran).isEmpty();
    }

    @Test
    void when_kernels_work_on_each_others_outputs_then_only_the_ends_are_moved() {
        KernelProgram.Builder b = KernelProgram.named("two products");
        Operand one = b.input("one");
        Operand two = b.input("two");
        Operand product = b.call(LinearAlgebra.gemm(ElementType.FLOAT), one, two);
        Operand squared = b.call(LinearAlgebra.gemm(ElementType.FLOAT), product, product);
        KernelProgram program = b.build(squared);

        KernelResult result =
                program.run(
                        numeric(),
                        REQUIRE,
                        Floats.wrap(new float[] {1, 2, 3, 4}, 2, 2),
                        Floats.wrap(new float[] {0, 1, 1, 0}, 2, 2));

        assertThat(result.floats().toArray()).containsExactly(8, 5, 20, 13);
        assertThat(ran).hasSize(1);
        assertThat(ran.getFirst().uploads()).hasSize(2);
        assertThat(ran.getFirst().temporaries()).hasSize(1);
        assertThat(ran.getFirst().bytesMoved()).isEqualTo(3 * 16);
        assertThat(ran.getFirst().bytesOnDevice()).isEqualTo(4 * 16);
    }

    @Test
    void when_arguments_do_not_fit_then_the_error_names_kernel_and_parameter() {
        Kernel gemm = LinearAlgebra.gemm(ElementType.FLOAT);
        Floats square = Floats.zeros(2, 2);
        assertThatThrownBy(() -> gemm.run(square))
                .hasMessageContaining("gemm.float")
                .hasMessageContaining("[a, b]");
        assertThatThrownBy(() -> gemm.run(square, Doubles.zeros(2, 2)))
                .hasMessageContaining("'b'")
                .hasMessageContaining("floats")
                .hasMessageContaining("Doubles[2 x 2]");
        assertThatThrownBy(() -> gemm.run(square, Floats.zeros(3, 2)))
                .hasMessageContaining("a matrix of 2 rows");
        assertThatThrownBy(
                        () ->
                                Numeric.local()
                                        .runInto(gemm, PREFER, List.of(square), square, square))
                .hasMessageContaining("same memory");
        assertThatThrownBy(
                        () ->
                                Numeric.local()
                                        .runInto(
                                                gemm,
                                                PREFER,
                                                List.of(Floats.zeros(2, 3)),
                                                square,
                                                square))
                .hasMessageContaining("[2 x 3]");
        assertThatThrownBy(
                        () ->
                                Numeric.local()
                                        .runInto(
                                                gemm,
                                                PREFER,
                                                List.of(Floats.zeros(2, 2).freeze()),
                                                square,
                                                square))
                .hasMessageContaining("can be written");
    }

    @Test
    void when_code_on_several_threads_fails_then_the_caller_gets_the_cause_and_the_pool_lives() {
        var cpu = new Ranges(0);
        for (int round = 0; round < 50; round++) {
            assertThatThrownBy(
                            () ->
                                    cpu.ranges(
                                            1000,
                                            1,
                                            (from, to) -> {
                                                if (from <= 500 && 500 < to) {
                                                    throw new IllegalArgumentException("500");
                                                }
                                            }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("500");
            var all = new AtomicInteger();
            cpu.ranges(1000, 1, (from, to) -> all.addAndGet((int) (to - from)));
            assertThat(all).hasValue(1000);
        }
    }
}
