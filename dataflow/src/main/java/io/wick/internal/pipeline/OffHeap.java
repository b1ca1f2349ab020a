package io.wick.internal.pipeline;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.column.Batch;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * Rows that wait in the object store, off the heap and on disk where the store spills, for the
 * vertices that take them. They go when nobody can reach them any more.
 */
record OffHeap(ObjectRef<?> rows) implements Serializable {
    /** Fewer bytes are as well kept on the heap. */
    private static final long LEAST_BYTES = 256 << 10;

    /** A value that can say how large it is. */
    interface Weighed {
        /** About how many bytes of memory it takes. */
        long bytes();
    }

    /** What a vertex hands on, its rows in the store where they are many. */
    static @Nullable Object away(@Nullable Object payload) {
        if (payload instanceof Parted parted) {
            var parts = new ArrayList<@Nullable Object>();
            parted.parts().forEach(part -> parts.add(away(part)));
            return new Parted(parted.first(), parts);
        }
        long bytes =
                switch (payload) {
                    case Weighed weighed -> weighed.bytes();
                    case Batch batch -> batch.bytes();
                    case null, default -> 0;
                };
        return payload == null || bytes < LEAST_BYTES
                ? payload
                : new OffHeap(Wick.current().put(payload));
    }

    /** What a vertex handed on, its rows fetched. */
    static @Nullable Object back(@Nullable Object payload) {
        return payload instanceof OffHeap(ObjectRef<?> rows) ? rows.get() : payload;
    }
}
