package io.wick.numeric;

/** A kernel and all that it computes on. */
public record KernelCall(Kernel kernel, Arguments arguments) {
    /** How much it has to do, in operations. */
    public double work() {
        return kernel.work(arguments);
    }
}
