package io.wick.ignite.internal.object;

import org.jspecify.annotations.Nullable;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.UUID;

/**
 * Where the bytes of a stored value are, and its decoded form while memory lasts. An owned one
 * deletes its bytes when it becomes unreachable.
 */
public final class StoredObject {
    private final UUID key;
    private final boolean raw;
    private final boolean backed;
    private final long size;
    private final List<Ref<?>> refs;
    private volatile @Nullable SoftReference<Object> value;
    private volatile @Nullable ClassLoader valueLoader;
    Reaper.@Nullable Handle handle;

    /**
     * @param key its cache key
     * @param raw whether the bytes are the value, a byte[], with no encoding around
     * @param backed whether it has a backup
     * @param size of the bytes
     * @param refs the refs inside, held so that their objects live
     */
    public StoredObject(UUID key, boolean raw, boolean backed, long size, List<Ref<?>> refs) {
        this.key = key;
        this.raw = raw;
        this.backed = backed;
        this.size = size;
        this.refs = refs;
    }

    /** The cache key. */
    public UUID key() {
        return key;
    }

    /** Whether the bytes are the value itself. */
    public boolean raw() {
        return raw;
    }

    /** Whether it has a backup. */
    public boolean backed() {
        return backed;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** The refs inside; empty for a borrower. */
    public List<Ref<?>> refs() {
        return refs;
    }

    /** The decoded value for classes of this loader, if memory still has it. */
    @Nullable Object cached(ClassLoader loader) {
        SoftReference<Object> reference = value;
        return reference != null && valueLoader == loader ? reference.get() : null;
    }

    /** Deletes the bytes now, if this node owns them. */
    public void release() {
        Reaper.Handle owned = handle;
        if (owned != null) {
            owned.release();
        }
    }

    void cache(Object decoded, ClassLoader loader) {
        valueLoader = loader;
        value = new SoftReference<>(decoded);
    }
}
