package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;
import io.wick.Wick;

/** Gives the refs of what is being read. Called on the thread that reads. */
public interface RefSource {
    /** The ref that was written under this index. */
    ObjectRef<?> get(int index);

    /** What a captured {@link Wick} becomes here. */
    Wick wick();
}
