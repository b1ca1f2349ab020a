package io.wick.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what is wrong with a sequence of calls. */
final class SequenceChecks {
    private SequenceChecks() {}

    static void check(String name, List<KernelCall> calls, List<NumericArray> results) {
        if (calls.isEmpty()) {
            throw new NumericException("'" + name + "' calls no kernel");
        }
        Set<NumericArray> read = KernelSequence.identitySet();
        Set<NumericArray> written = KernelSequence.identitySet();
        var outputs = new ArrayList<NumericArray>();
        for (KernelCall call : calls) {
            for (NumericArray input : call.arguments().inputs()) {
                read.add(input);
            }
            for (NumericArray output : call.arguments().outputs()) {
                if (read.contains(output) || !written.add(output)) {
                    throw new NumericException(
                            call.kernel()
                                    + " of '"
                                    + name
                                    + "' writes an array that was read or written before: "
                                    + output
                                    + ". Give it an output of its own");
                }
                outputs.add(output);
            }
        }
        for (NumericArray output : outputs) {
            checkAlone(name, output, read);
            checkAlone(name, output, written);
        }
        for (NumericArray result : results) {
            if (!written.contains(result)) {
                throw new NumericException(
                        "'"
                                + name
                                + "' is to give an array that none of its kernels writes: "
                                + result);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // arrays are told apart by identity
    private static void checkAlone(String name, NumericArray output, Set<NumericArray> others) {
        for (NumericArray other : others) {
            if (other != output && output.overlaps(other)) {
                throw new NumericException(
                        "'"
                                + name
                                + "' writes "
                                + output
                                + ", which shares memory with "
                                + other
                                + ". Use the same array object for both, or a copy()");
            }
        }
    }
}
