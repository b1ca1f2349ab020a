package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;
import io.wick.Wick;

import java.util.ArrayList;
import java.util.List;

/** Sink and source of one round trip. */
public final class TestRefs implements RefSink, RefSource {
    /** Refs in the order they were found. */
    public final List<ObjectRef<?>> found = new ArrayList<>();

    /** What a Wick becomes. */
    public final Wick here = Wick.over(null);

    @Override
    public int add(ObjectRef<?> ref) {
        int known = found.indexOf(ref);
        if (known >= 0) {
            return known;
        }
        found.add(ref);
        return found.size() - 1;
    }

    @Override
    public ObjectRef<?> get(int index) {
        return found.get(index);
    }

    @Override
    public Wick wick() {
        return here;
    }
}
