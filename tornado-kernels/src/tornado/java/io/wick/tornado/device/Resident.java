package io.wick.tornado.device;

import io.wick.numeric.NumericArray;
import io.wick.numeric.Shape;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;

/** Which frozen array a plan was made for; does not keep its memory alive. */
final class Resident {
    private final WeakReference<Object> memory;
    private final int hash;
    private final long place;
    private final Shape shape;

    Resident(NumericArray array) {
        Object of = array.memory();
        memory = new WeakReference<>(of);
        hash = System.identityHashCode(of);
        place = array.placeInMemory();
        shape = array.shape();
    }

    /** Whether nobody can run the plan again. */
    boolean isGone() {
        return memory.get() == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Resident resident)) {
            return false;
        }
        Object mine = memory.get();
        return mine != null
                && mine == resident.memory.get()
                && place == resident.place
                && shape.equals(resident.shape);
    }

    @Override
    public int hashCode() {
        return hash + 31 * Long.hashCode(place);
    }
}
