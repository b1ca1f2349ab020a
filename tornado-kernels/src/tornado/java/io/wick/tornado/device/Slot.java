package io.wick.tornado.device;

import io.wick.numeric.Doubles;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.Ints;
import io.wick.numeric.Longs;
import io.wick.numeric.NumericArray;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

import java.lang.foreign.MemorySegment;

/**
 * An array of TornadoVM that stands for one array of a sequence, run after run: a plan is bound to
 * the objects that it was made with.
 *
 * @param role how its elements come and go
 * @param array of TornadoVM
 */
record Slot(Role role, TornadoNativeArray array) {

    /** How the elements of an array come to the device and from there. */
    enum Role {
        /** Sent in every run. */
        UPLOADED,
        /** Frozen, sent once; the plan is for this array alone. */
        RESIDENT,
        /** Written and read on the device only. */
        TEMPORARY,
        /** Written on the device, and sent back. */
        RESULT
    }

    /**
     * A slot of a type as wide as the array's; one for a resident array has its elements already.
     */
    static Slot of(Role role, ElementType type, NumericArray given) {
        if (role == Role.RESIDENT) {
            MemorySegment wrapped = header(given);
            if (wrapped != null) {
                return new Slot(role, wrap(type, wrapped));
            }
        }
        Slot slot = new Slot(role, allocate(type, Math.toIntExact(given.size())));
        if (role == Role.RESIDENT) {
            slot.fill(given);
        }
        return slot;
    }

    /** A new array, zeroed. */
    static TornadoNativeArray allocate(ElementType type, int size) {
        return switch (type) {
            case HALF -> new HalfFloatArray(size);
            case FLOAT -> new FloatArray(size);
            case DOUBLE -> new DoubleArray(size);
            case INT -> new IntArray(size);
            case LONG -> new LongArray(size);
        };
    }

    /** Copies elements to where TornadoVM takes them from. */
    void fill(NumericArray from) {
        NumericArray source = from.isContiguous() ? from : from.copy();
        array.getSegment().copyFrom(source.segment());
    }

    /** Copies elements from where TornadoVM has put them. */
    void drain(NumericArray to) {
        if (to.isContiguous()) {
            to.segment().copyFrom(array.getSegment());
            return;
        }
        for (int i = 0; i < array.getSize(); i++) {
            switch (to) {
                case Floats floats -> floats.set(i, ((FloatArray) array).get(i));
                case Doubles doubles -> doubles.set(i, ((DoubleArray) array).get(i));
                case Ints ints -> ints.set(i, ((IntArray) array).get(i));
                case Longs longs -> longs.set(i, ((LongArray) array).get(i));
                default -> to.setDouble(i, ((HalfFloatArray) array).get(i).getFloat32());
            }
        }
    }

    long bytes() {
        return array.getNumBytesOfSegmentWithHeader();
    }

    private static @Nullable MemorySegment header(NumericArray given) {
        MemorySegment found =
                given.segmentWithHeader(Math.toIntExact(TornadoNativeArray.ARRAY_HEADER));
        return found == null || found.isReadOnly() ? null : found;
    }

    private static TornadoNativeArray wrap(ElementType type, MemorySegment segment) {
        return switch (type) {
            case HALF -> HalfFloatArray.fromSegmentShallow(segment);
            case FLOAT -> FloatArray.fromSegmentShallow(segment);
            case DOUBLE -> DoubleArray.fromSegmentShallow(segment);
            case INT -> IntArray.fromSegmentShallow(segment);
            case LONG -> LongArray.fromSegmentShallow(segment);
        };
    }
}
