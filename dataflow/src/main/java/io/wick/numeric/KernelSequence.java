package io.wick.numeric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Calls of kernels one after the other, with all arrays bound: what a backend is handed as a whole,
 * so that what one call leaves for another stays on the device. Arrays are told apart by identity.
 *
 * @param name for reports
 * @param calls at least one, in an order in which each array is written before it is read
 * @param results the arrays that are wanted; what else the calls write is theirs alone
 */
public record KernelSequence(String name, List<KernelCall> calls, List<NumericArray> results) {

    /**
     * Checks the calls.
     *
     * @throws NumericException when there is none, an array is written twice, written after it was
     *     read, or wanted but not written, or two arrays share memory that is written
     */
    public KernelSequence {
        calls = List.copyOf(calls);
        results = List.copyOf(results);
        SequenceChecks.check(name, calls, results);
    }

    /** The arrays that must be on the device before: read, and written by no call. */
    public List<NumericArray> uploads() {
        Set<NumericArray> written = written();
        Set<NumericArray> found = identitySet();
        var uploads = new ArrayList<NumericArray>();
        for (KernelCall call : calls) {
            for (NumericArray input : call.arguments().inputs()) {
                if (!written.contains(input) && found.add(input)) {
                    uploads.add(input);
                }
            }
        }
        return uploads;
    }

    /** The arrays that calls write and nobody wants: they need not leave the device. */
    public List<NumericArray> temporaries() {
        Set<NumericArray> wanted = identitySet();
        wanted.addAll(results);
        var temporaries = new ArrayList<NumericArray>();
        for (KernelCall call : calls) {
            for (NumericArray output : call.arguments().outputs()) {
                if (!wanted.contains(output)) {
                    temporaries.add(output);
                }
            }
        }
        return temporaries;
    }

    /** Bytes that a device without memory of earlier runs is sent, and sends back. */
    public long bytesMoved() {
        long bytes = 0;
        for (NumericArray array : uploads()) {
            bytes += array.bytes();
        }
        for (NumericArray array : results) {
            bytes += array.bytes();
        }
        return bytes;
    }

    /** Bytes that a device needs for all arrays. */
    public long bytesOnDevice() {
        long bytes = bytesMoved();
        for (NumericArray array : temporaries()) {
            bytes += array.bytes();
        }
        return bytes;
    }

    /** How much there is to do, in operations. */
    public double work() {
        double work = 0;
        for (KernelCall call : calls) {
            work += call.work();
        }
        return work;
    }

    /** The names of its kernels, and nothing about shapes: what runs are compared by. */
    public String kind() {
        var text = new StringBuilder();
        for (KernelCall call : calls) {
            text.append(text.isEmpty() ? "" : "+").append(call.kernel().name());
        }
        return text.toString();
    }

    private Set<NumericArray> written() {
        Set<NumericArray> written = identitySet();
        for (KernelCall call : calls) {
            written.addAll(call.arguments().outputs());
        }
        return written;
    }

    static Set<NumericArray> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
