package io.wick.numeric.cases;

import io.wick.numeric.Kernel;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelReport;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;

import java.util.ArrayList;
import java.util.List;

/**
 * A kernel, inputs for it, and what it must give.
 *
 * @param name says what is special about it
 * @param onCpus the arithmetic of the implementation for CPUs
 * @param special whether inputs have NaN or infinities
 */
public record KernelCase(
        String name,
        Kernel kernel,
        List<Object> inputs,
        List<Expected> expected,
        Precision onCpus,
        boolean special) {

    /** Runs it where the options say and checks every element; outputs are poisoned before. */
    public KernelReport run(Numeric numeric, KernelOptions options, Precision precision) {
        List<NumericArray> outputs = kernel.newOutputs(inputs.toArray());
        outputs.forEach(KernelCase::poison);
        KernelReport report = numeric.runInto(kernel, options, outputs, inputs.toArray());
        check(outputs, precision);
        return report;
    }

    /** Checks outputs that were computed elsewhere. */
    public void check(List<NumericArray> outputs, Precision precision) {
        for (int i = 0; i < outputs.size(); i++) {
            String wrong = expected.get(i).wrong(outputs.get(i), precision);
            if (wrong != null) {
                throw new AssertionError(
                        this + ", output " + i + ", " + outputs.get(i) + ": " + wrong);
            }
        }
    }

    /** Fills an output with what no kernel gives. */
    static void poison(NumericArray output) {
        double poison = output.type().isFloating() ? Double.NaN : -123_456;
        for (long i = 0; i < output.size(); i++) {
            output.setDouble(i, poison);
        }
    }

    @Override
    public String toString() {
        var shapes = new ArrayList<String>();
        inputs.forEach(each -> shapes.add(each.toString()));
        return kernel.name() + " (" + name + ") of " + shapes;
    }
}
