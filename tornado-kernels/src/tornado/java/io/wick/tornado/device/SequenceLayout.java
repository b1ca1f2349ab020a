package io.wick.tornado.device;

import io.wick.numeric.KernelCall;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Parameter;
import io.wick.tornado.device.Slot.Role;

import java.util.ArrayList;
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
            boolean resident = array.isFrozen() && array.isContiguous();
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

    /** The roles, with what is frozen uploaded like the rest unless {@code residents}. */
    List<Role> roles(boolean residents) {
        return residents
                ? roles
                : roles.stream().map(role -> role == Role.RESIDENT ? Role.UPLOADED : role).toList();
    }

    boolean hasResidents() {
        return roles.contains(Role.RESIDENT);
    }

    /** The key of the plan that serves it; with residents, of the plan that serves it alone. */
    PlanKey key(String device, boolean residents) {
        var parts = new ArrayList<Object>();
        for (int i = 0; i < sequence.calls().size(); i++) {
            KernelCall call = sequence.calls().get(i);
            parts.add(kernels.get(i).identity(call.kernel()));
            for (int p = 0; p < call.arguments().size(); p++) {
                parts.add(part(call, p));
            }
        }
        for (int i = 0; i < arrays.size(); i++) {
            parts.add(roles(residents).get(i));
            parts.add(arrays.get(i).type());
            parts.add(arrays.get(i).shape());
        }
        List<Resident> frozen = new ArrayList<>();
        for (int i = 0; residents && i < arrays.size(); i++) {
            if (roles.get(i) == Role.RESIDENT) {
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
