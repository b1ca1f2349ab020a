package io.wick.tornado.device;

import io.wick.numeric.KernelCall;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Parameter;
import io.wick.tornado.device.Slot.Role;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The arrays of a sequence, each once, with their roles; and what makes two sequences alike, so
 * that one plan serves both: kernels, types, shapes, who reads what, and sizes, which are compiled
 * in.
 */
final class SequenceLayout {
    /** Frozen arrays of less bytes are sent each time: that takes less than looking for them. */
    static final long WORTH_KEEPING = 8 * 1024;

    private final KernelSequence sequence;
    private final Map<NumericArray, Integer> places = new IdentityHashMap<>();
    private final List<NumericArray> arrays = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<DeviceKernel> kernels;

    SequenceLayout(KernelSequence sequence, List<DeviceKernel> kernels) {
        this.sequence = sequence;
        this.kernels = kernels;
        for (NumericArray array : sequence.results()) {
            place(array, Role.RESULT);
        }
        for (NumericArray array : sequence.temporaries()) {
            place(array, Role.TEMPORARY);
        }
        for (NumericArray array : sequence.uploads()) {
            boolean resident =
                    array.isFrozen() && array.isContiguous() && array.bytes() >= WORTH_KEEPING;
            place(array, resident ? Role.RESIDENT : Role.UPLOADED);
        }
    }

    KernelSequence sequence() {
        return sequence;
    }

    List<NumericArray> arrays() {
        return arrays;
    }

    List<DeviceKernel> kernels() {
        return kernels;
    }

    /** The place of an array of the sequence. */
    int place(NumericArray array) {
        return Objects.requireNonNull(places.get(array), "an array that is not in the sequence");
    }

    /**
     * The roles, with what is frozen uploaded like the rest unless it is to stay.
     *
     * @param residents by place: which of {@link #mayStay} are to stay on the device
     */
    List<Role> roles(BitSet residents) {
        var chosen = new ArrayList<>(roles);
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i) == Role.RESIDENT && !residents.get(i)) {
                chosen.set(i, Role.UPLOADED);
            }
        }
        return chosen;
    }

    /** The places of arrays that never change, and are worth keeping on the device. */
    BitSet mayStay() {
        var places = new BitSet();
        for (int i = 0; i < roles.size(); i++) {
            places.set(i, roles.get(i) == Role.RESIDENT);
        }
        return places;
    }

    /** The key of the plan that serves it; with residents, of the plan that serves them alone. */
    PlanKey key(String device, BitSet residents) {
        var parts = new ArrayList<Object>();
        for (int i = 0; i < sequence.calls().size(); i++) {
            KernelCall call = sequence.calls().get(i);
            parts.add(kernels.get(i).identity(call.kernel()));
            for (int p = 0; p < call.arguments().size(); p++) {
                parts.add(part(call, p));
            }
        }
        List<Role> chosen = roles(residents);
        for (int i = 0; i < arrays.size(); i++) {
            parts.add(chosen.get(i));
            parts.add(arrays.get(i).type());
            parts.add(arrays.get(i).shape());
        }
        List<Resident> frozen = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            if (chosen.get(i) == Role.RESIDENT) {
                frozen.add(new Resident(arrays.get(i)));
            }
        }
        return new PlanKey(device, List.copyOf(parts), List.copyOf(frozen));
    }

    private Object part(KernelCall call, int parameter) {
        Object value = call.arguments().value(parameter);
        if (value instanceof NumericArray array) {
            return place(array);
        }
        Parameter described = call.kernel().parameters().get(parameter);
        return described.kind() == Parameter.Kind.SCALAR ? described.type() : value;
    }

    private void place(NumericArray array, Role role) {
        if (places.putIfAbsent(array, arrays.size()) == null) {
            arrays.add(array);
            roles.add(role);
        }
    }

    /**
     * What one plan serves.
     *
     * @param device by its id
     * @param parts of all calls
     * @param residents the arrays that it keeps on the device
     */
    record PlanKey(String device, List<Object> parts, List<Resident> residents) {
        /**
         * Whether an array that it was made for is gone, so that it will not be asked for again.
         */
        boolean isStale() {
            return residents.stream().anyMatch(Resident::isGone);
        }
    }
}
