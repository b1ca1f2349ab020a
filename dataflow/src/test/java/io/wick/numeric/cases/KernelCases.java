package io.wick.numeric.cases;

import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All cases. */
public final class KernelCases {
    private KernelCases() {}

    /**
     * Cases for every kernel, with inputs of random shapes from a seed.
     *
     * @param type {@code FLOAT} or {@code DOUBLE}
     */
    public static List<KernelCase> of(long seed, ElementType type) {
        return of(seed, type, false);
    }

    /**
     * The same, with inputs that are views of others.
     *
     * @param views whether inputs may be views
     */
    public static List<KernelCase> of(long seed, ElementType type, boolean views) {
        var cases = new ArrayList<KernelCase>();
        var draw = new Draw(seed, type, views);
        ReductionCases.add(cases, draw);
        FormulaCases.add(cases, draw);
        DenseCases.add(cases, draw);
        SignalCases.add(cases, draw);
        LearningCases.add(cases, draw);
        SparseCases.add(cases, draw);
        SimulationCases.add(cases, draw);
        return cases;
    }

    static KernelCase plain(
            String name, Kernel kernel, Precision onCpus, List<Object> inputs, Expected... all) {
        return new KernelCase(name, kernel, inputs, Arrays.asList(all), onCpus, false);
    }

    static KernelCase special(
            String name, Kernel kernel, Precision onCpus, List<Object> inputs, Expected... all) {
        return new KernelCase(name, kernel, inputs, Arrays.asList(all), onCpus, true);
    }
}
