package io.wick.internal.pipeline;

import io.wick.Fn2;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * What a vertex hands on to several others, by their index; between nodes cut so that each part
 * moves alone.
 *
 * @param parts all of them, or the one at {@code first}
 */
record Parted(int first, List<? extends @Nullable Object> parts) implements Serializable {
    /** All parts, from that of vertex 0 on. */
    static Parted all(List<? extends @Nullable Object> parts) {
        return new Parted(0, parts);
    }

    /** What an input has for the vertex that takes it. */
    static @Nullable Object of(TaskContext context, int input) {
        return in(context.payload(input)).at(context.index());
    }

    private static Parted in(@Nullable Object payload) {
        if (payload instanceof Parted parted) {
            return parted;
        }
        throw new IllegalStateException("parts expected, got " + payload);
    }

    @Nullable Object at(int index) {
        return parts.get(index - first);
    }

    /**
     * Takes one part out; runs where all parts are, so that it goes alone to where it is wanted.
     */
    record Pick(int parts) implements Fn2<Integer, List<Object>, Part> {
        @Override
        public Part call(Integer index, List<Object> values) {
            int part = index % parts;
            Parted all = in(((Part) values.getFirst()).payload());
            return new Part(null, new Parted(part, Collections.singletonList(all.at(part))));
        }
    }
}
