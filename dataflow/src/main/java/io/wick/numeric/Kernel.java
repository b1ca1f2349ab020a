package io.wick.numeric;

import io.wick.numeric.Parameter.Kind;
import io.wick.numeric.spi.DeviceCode;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A computation on arrays with a name, an implementation for the CPUs and, for the backends that
 * have one, for devices. It reads its inputs and writes all of its outputs. Immutable, for any
 * thread; travels with tasks and graphs as functions do.
 *
 * <pre>{@code
 * static final Kernel SAXPY = Kernel.named("saxpy")
 *     .scalar("a", FLOAT).input("x", FLOAT).input("y", FLOAT)
 *     .output("z", FLOAT, given -> given.array(1).shape())
 *     .cpu((given, cpu) -> {
 *         float a = (float) given.scalar(0);
 *         Floats x = given.floats(1), y = given.floats(2), z = given.floats(3);
 *         cpu.ranges(z.size(), 16_384, (from, to) -> {
 *             for (long i = from; i < to; i++) z.set(i, a * x.get(i) + y.get(i));
 *         });
 *     })
 *     .build();
 * Floats z = SAXPY.run(2, x, y).floats();
 * }</pre>
 *
 * <p>The kernels of {@code io.wick.numeric.library} are found by backends by their names, which end
 * with the element type: {@code gemm.float}.
 */
public final class Kernel implements Serializable {
    private final String name;
    private final List<Parameter> parameters;
    private final List<OutputShape> shapes;
    private final WorkEstimate work;
    private final CpuCode cpu;
    private final List<DeviceCode> devices;
    private final @Nullable Serializable definition;

    private Kernel(Builder of, CpuCode cpu) {
        this.name = of.name;
        this.parameters = List.copyOf(of.parameters);
        this.shapes = List.copyOf(of.shapes);
        this.work = of.work;
        this.cpu = cpu;
        this.devices = List.copyOf(of.devices);
        this.definition = of.definition;
    }

    /** Tells the shape of an output; called with the inputs and scalars. */
    @FunctionalInterface
    public interface OutputShape extends Serializable {
        /**
         * The shape.
         *
         * @throws NumericException when the inputs do not fit together
         */
        Shape of(Arguments given);
    }

    /** Tells how much there is to do, in operations; of arguments that are complete. */
    @FunctionalInterface
    public interface WorkEstimate extends Serializable {
        /** Operations of arithmetic, or elements touched: what time grows with. */
        double of(Arguments arguments);
    }

    /** Starts to describe a kernel. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Its name, the same for all shapes. */
    public String name() {
        return name;
    }

    /** What it takes and gives: inputs and scalars, then outputs. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** How many of the parameters are inputs and scalars. */
    public int givenParameters() {
        return parameters.size() - shapes.size();
    }

    /** What backends may know of it beyond its name: the formula of a fused kernel; else null. */
    public @Nullable Serializable definition() {
        return definition;
    }

    /** Its code for a backend, by the backend's name; null when there is none. */
    public @Nullable DeviceCode deviceCode(String backend) {
        for (DeviceCode code : devices) {
            if (code.backend().equals(backend)) {
                return code;
            }
        }
        return null;
    }

    /** How much a call has to do, in operations. */
    public double work(Arguments arguments) {
        return work.of(arguments);
    }

    /**
     * The outputs that inputs and scalars lead to, new and zeroed.
     *
     * @throws NumericException when the inputs do not fit
     */
    public List<NumericArray> newOutputs(Object... given) {
        var arguments = new Arguments(this, given);
        var outputs = new ArrayList<NumericArray>(shapes.size());
        for (int i = 0; i < shapes.size(); i++) {
            outputs.add(
                    NumericArray.zeros(
                            parameters.get(givenParameters() + i).type(),
                            shapes.get(i).of(arguments)));
        }
        return outputs;
    }

    /**
     * Values for all parameters, checked: types, and that outputs have the shapes that the inputs
     * lead to and memory of their own.
     *
     * @throws NumericException when something does not fit
     */
    public Arguments arguments(List<?> given, List<? extends NumericArray> outputs) {
        var inputs = new Arguments(this, given.toArray());
        var all = new ArrayList<Object>(given);
        all.addAll(outputs);
        var complete = new Arguments(this, all.toArray());
        for (int i = 0; i < outputs.size(); i++) {
            Shape expected = shapes.get(i).of(inputs);
            if (!outputs.get(i).shape().equals(expected)) {
                throw new NumericException(
                        this
                                + " gives "
                                + expected
                                + " as '"
                                + parameters.get(givenParameters() + i).name()
                                + "' for these inputs; the array to hold it is "
                                + outputs.get(i));
            }
        }
        return complete;
    }

    /** Computes on the CPUs; for {@link Numeric} and backends. */
    public void runOnCpu(Arguments arguments, Cpu on) {
        cpu.run(arguments, on);
    }

    /**
     * Runs with new outputs, where {@link Numeric#local()} finds best.
     *
     * @param given arrays and numbers, in the order of the inputs and scalars
     * @throws NumericException when something does not fit
     */
    public KernelResult run(Object... given) {
        return Numeric.local().run(this, KernelOptions.DEFAULT, given);
    }

    /** The same with options. */
    public KernelResult run(KernelOptions options, Object... given) {
        return Numeric.local().run(this, options, given);
    }

    /** The kernel's name. */
    @Override
    public String toString() {
        return "Kernel '" + name + "'";
    }

    /** Describes a kernel; parameters in their order, inputs and scalars before outputs. */
    public static final class Builder {
        private final String name;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<OutputShape> shapes = new ArrayList<>();
        private final List<DeviceCode> devices = new ArrayList<>();
        private WorkEstimate work = Builder::elements;
        private @Nullable CpuCode cpu;
        private @Nullable Serializable definition;

        Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException("The name of a kernel is blank");
            }
        }

        /** Adds an array that is read. */
        public Builder input(String named, ElementType type) {
            return add(new Parameter(named, Kind.INPUT, type));
        }

        /** Adds a number. */
        public Builder scalar(String named, ElementType type) {
            return add(new Parameter(named, Kind.SCALAR, type));
        }

        /** Adds an int that says how much there is, and is seldom another one. */
        public Builder size(String named) {
            return add(new Parameter(named, Kind.SIZE, ElementType.INT));
        }

        /** Adds an array that is written. */
        public Builder output(String named, ElementType type, OutputShape shape) {
            shapes.add(Objects.requireNonNull(shape, "shape"));
            return add(new Parameter(named, Kind.OUTPUT, type));
        }

        /** Says how much there is to do; as many operations as elements unless said. */
        public Builder work(WorkEstimate estimate) {
            work = Objects.requireNonNull(estimate, "estimate");
            return this;
        }

        /** Gives the code for CPUs. */
        public Builder cpu(CpuCode code) {
            cpu = Objects.requireNonNull(code, "code");
            return this;
        }

        /** Adds code for a backend's devices. */
        public Builder device(DeviceCode code) {
            devices.add(Objects.requireNonNull(code, "code"));
            return this;
        }

        /** Says more to backends than the name does. */
        public Builder definition(Serializable what) {
            definition = Objects.requireNonNull(what, "definition");
            return this;
        }

        /**
         * The kernel.
         *
         * @throws IllegalArgumentException when it has no code for CPUs or no output
         */
        public Kernel build() {
            if (cpu == null) {
                throw new IllegalArgumentException(
                        "Kernel '" + name + "' has no code for CPUs: give it with cpu(..)");
            }
            if (shapes.isEmpty()) {
                throw new IllegalArgumentException(
                        "Kernel '" + name + "' has no output: add one with output(..)");
            }
            return new Kernel(this, cpu);
        }

        private Builder add(Parameter parameter) {
            for (Parameter other : parameters) {
                if (other.name().equals(parameter.name())) {
                    throw new IllegalArgumentException(
                            "Kernel '" + name + "' has two parameters '" + other.name() + "'");
                }
            }
            if (parameter.kind() != Kind.OUTPUT && !shapes.isEmpty()) {
                throw new IllegalArgumentException(
                        "Kernel '"
                                + name
                                + "' has '"
                                + parameter.name()
                                + "' behind its outputs: inputs and scalars come first");
            }
            parameters.add(parameter);
            return this;
        }

        private static double elements(Arguments arguments) {
            double sum = 0;
            for (int i = 0; i < arguments.size(); i++) {
                sum += arguments.value(i) instanceof NumericArray array ? array.size() : 0;
            }
            return sum;
        }
    }
}
