package io.wick.numeric;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Several kernels that work on each other's outputs, to be run as one: what only they see stays on
 * the device. Immutable, for any thread; travels as its kernels do.
 *
 * <pre>{@code
 * KernelProgram.Builder b = KernelProgram.named("two products");
 * Operand x = b.input("x"), y = b.input("y"), z = b.input("z");
 * Operand xy = b.call(LinearAlgebra.gemm(FLOAT), x, y);
 * KernelProgram program = b.build(b.call(LinearAlgebra.gemm(FLOAT), xy, z));
 * Floats xyz = program.run(x0, y0, z0).floats();
 * }</pre>
 */
public final class KernelProgram implements Serializable {
    private final String name;
    private final List<String> inputs;
    private final List<Step> steps;
    private final List<Operand> results;
    private final KernelOptions options;

    private KernelProgram(
            String name,
            List<String> inputs,
            List<Step> steps,
            List<Operand> results,
            KernelOptions options) {
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.steps = List.copyOf(steps);
        this.results = List.copyOf(results);
        this.options = options;
    }

    /**
     * A value of a program that is being built.
     *
     * @param step the call that gives it; -1 for an input of the program
     * @param index which output of the call, or which input
     */
    public record Operand(int step, int index) implements Serializable {}

    private record Step(Kernel kernel, List<Object> given) implements Serializable {}

    /** Starts a program. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** A program of one kernel: its inputs and scalars are the program's. */
    public static KernelProgram of(Kernel kernel) {
        Builder builder = named(kernel.name());
        var given = new ArrayList<Object>();
        for (Parameter parameter : kernel.parameters().subList(0, kernel.givenParameters())) {
            given.add(builder.input(parameter.name()));
        }
        builder.call(kernel, given.toArray());
        var all = new ArrayList<Operand>();
        for (int i = kernel.givenParameters(); i < kernel.parameters().size(); i++) {
            all.add(new Operand(0, i - kernel.givenParameters()));
        }
        return builder.build(all.toArray(Operand[]::new));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** A copy that runs with other options; {@link KernelOptions#DEFAULT} unless said. */
    public KernelProgram with(KernelOptions other) {
        return new KernelProgram(
                name, inputs, steps, results, Objects.requireNonNull(other, "options"));
    }

    /** How it runs when nothing else is said. */
    public KernelOptions options() {
        return options;
    }

    /** The types of what it gives, in their order. */
    public List<ElementType> resultTypes() {
        return results.stream().map(this::typeOf).toList();
    }

    /** The names of what it is given, in their order. */
    public List<String> inputs() {
        return inputs;
    }

    /**
     * Runs where {@link Numeric#local} finds best.
     *
     * @param given an array or a number for each input
     * @throws NumericException when something does not fit
     */
    public KernelResult run(Object... given) {
        return run(options, given);
    }

    /** The same with options. */
    public KernelResult run(KernelOptions options, Object... given) {
        return run(Numeric.local(), options, given);
    }

    /** The same on a given {@link Numeric}. */
    public KernelResult run(Numeric on, KernelOptions options, Object... given) {
        KernelSequence sequence = bind(given);
        return new KernelResult(sequence.results(), on.run(sequence, options));
    }

    /**
     * The calls with arrays: those given, and new ones for all that the kernels write.
     *
     * @throws NumericException when something does not fit
     */
    public KernelSequence bind(Object... given) {
        return bindInto(List.of(), given);
    }

    /**
     * The same where results go to given arrays.
     *
     * @param into an array for each result, each result once; or nothing
     */
    public KernelSequence bindInto(List<? extends NumericArray> into, Object... given) {
        if (!into.isEmpty() && into.size() != results.size()) {
            throw new NumericException(
                    this + " gives " + results.size() + " arrays, got room for " + into.size());
        }
        if (given.length != inputs.size()) {
            throw new NumericException(
                    this + " takes " + inputs + ", got " + given.length + " values");
        }
        var calls = new ArrayList<KernelCall>(steps.size());
        var written = new ArrayList<List<NumericArray>>(steps.size());
        for (Step step : steps) {
            Object[] values = step.given.stream().map(it -> value(it, given, written)).toArray();
            List<NumericArray> outputs = step.kernel.newOutputs(values);
            for (int i = 0; i < into.size(); i++) {
                if (results.get(i).step == written.size()) {
                    outputs.set(results.get(i).index, into.get(i));
                }
            }
            calls.add(new KernelCall(step.kernel, step.kernel.arguments(List.of(values), outputs)));
            written.add(outputs);
        }
        var wanted = new ArrayList<NumericArray>(results.size());
        for (Operand result : results) {
            wanted.add(written.get(result.step).get(result.index));
        }
        return new KernelSequence(name, calls, wanted);
    }

    private ElementType typeOf(Operand result) {
        Kernel kernel = steps.get(result.step).kernel;
        return kernel.parameters().get(kernel.givenParameters() + result.index).type();
    }

    private static Object value(Object of, Object[] given, List<List<NumericArray>> written) {
        if (!(of instanceof Operand operand)) {
            return of;
        }
        return operand.step < 0
                ? given[operand.index]
                : written.get(operand.step).get(operand.index);
    }

    /** The program's name. */
    @Override
    public String toString() {
        return "Program '" + name + "'";
    }

    /** Builds a program; for one thread. */
    public static final class Builder {
        private final String name;
        private final List<String> inputs = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();

        Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Adds an array or number that each run is given. */
        public Operand input(String named) {
            inputs.add(Objects.requireNonNull(named, "name"));
            return new Operand(-1, inputs.size() - 1);
        }

        /**
         * Adds a call of a kernel; gives its first output.
         *
         * @param given operands, or arrays and numbers that are the same in each run, in the order
         *     of the kernel's inputs and scalars
         */
        public Operand call(Kernel kernel, Object... given) {
            return callAll(kernel, given).getFirst();
        }

        /** Adds a call of a kernel; gives all its outputs. */
        public List<Operand> callAll(Kernel kernel, Object... given) {
            if (given.length != kernel.givenParameters()) {
                throw new NumericException(
                        kernel
                                + " takes "
                                + kernel.givenParameters()
                                + " inputs, got "
                                + given.length);
            }
            for (Object each : given) {
                check(kernel, each);
            }
            steps.add(new Step(kernel, List.of(given)));
            var outputs = new ArrayList<Operand>();
            for (int i = kernel.givenParameters(); i < kernel.parameters().size(); i++) {
                outputs.add(new Operand(steps.size() - 1, i - kernel.givenParameters()));
            }
            return outputs;
        }

        /**
         * The program.
         *
         * @param results what runs are to give: outputs of calls
         */
        public KernelProgram build(Operand... results) {
            for (Operand result : results) {
                if (result.step < 0
                        || result.step >= steps.size()
                        || result.index >= outputsOf(steps.get(result.step).kernel)) {
                    throw new NumericException(
                            "'" + name + "' can give what its kernels write, not " + result);
                }
            }
            return new KernelProgram(name, inputs, steps, List.of(results), KernelOptions.DEFAULT);
        }

        private static int outputsOf(Kernel kernel) {
            return kernel.parameters().size() - kernel.givenParameters();
        }

        private void check(Kernel kernel, @Nullable Object given) {
            if (given instanceof Operand operand
                    && (operand.step >= steps.size()
                            || operand.step < 0 && operand.index >= inputs.size())) {
                throw new NumericException(
                        kernel + " of '" + name + "' was given an operand of another program");
            }
            if (given == null) {
                throw new NumericException(kernel + " of '" + name + "' was given null");
            }
        }
    }
}
