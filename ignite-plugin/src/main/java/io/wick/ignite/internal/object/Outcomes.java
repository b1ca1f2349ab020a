package io.wick.ignite.internal.object;

import io.wick.error.ObjectLostException;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.UUID;

/** Makes outcomes of values, keeps large ones in the store, and carries outcomes over the wire. */
public final class Outcomes {
    private static final int NULL = 0;
    private static final int VALUE = 1;
    private static final int STORED = 2;
    private static final int FAILURE = 3;
    private static final int ON_DISK = 4;

    private final Values values;
    private final ObjectStore store;
    private final int inlineBytes;

    Outcomes(Values values, ObjectStore store, int inlineBytes) {
        this.values = values;
        this.store = store;
        this.inlineBytes = inlineBytes;
    }

    /** How large a value may be to travel inside a message. */
    public int inlineBytes() {
        return inlineBytes;
    }

    /** Stores a value that a user put. */
    public StoredObject put(Object value) {
        return storeValue(value, true, null);
    }

    /**
     * What a task's result becomes on the node where it ran: itself when small, else stored.
     *
     * @param owner the node that submitted the task; null for this one
     */
    public Object ofResult(@Nullable Object value, boolean backed, @Nullable Receiver owner) {
        if (value == null) {
            return Ref.NULL;
        }
        if (Codec.estimateBytes(value) <= inlineBytes) {
            return value;
        }
        StoredObject stored = storeValue(value, backed, owner);
        stored.cache(value, values.loader());
        return stored;
    }

    private StoredObject storeValue(Object value, boolean backed, @Nullable Receiver owner) {
        UUID of = owner == null ? null : owner.node();
        if (value instanceof byte[] bytes) {
            return store.write(bytes, true, backed, List.of(), of);
        }
        Values.Form form = values.stored(value);
        return store.write(form.bytes(), false, backed, form.refs(), of);
    }

    /**
     * Writes an outcome for a node, storing what turns out too large to travel inside the message.
     */
    public Object write(
            ByteWriter out, Object outcome, @Nullable Receiver to, boolean backed, boolean owned) {
        switch (outcome) {
            case StoredObject stored -> writeStored(out, stored, owned ? null : to);
            case Failure failure -> {
                out.byte1(FAILURE);
                writeError(out, failure.error());
            }
            case Encoded encoded -> {
                out.byte1(VALUE);
                values.writeForm(out, encoded.bytes(), encoded.refs(), to);
            }
            case OnDisk kept -> out.byte1(ON_DISK).uuid(kept.run()).varint(kept.vertex());
            case Object value when value == Ref.NULL -> out.byte1(NULL);
            case Object value -> {
                int mark = out.size();
                out.byte1(VALUE);
                List<Ref<?>> inside = values.writeBody(out, value);
                if (out.size() - mark > inlineBytes + 16) {
                    StoredObject stored = storeValue(value, backed, owned ? null : to);
                    stored.cache(value, values.loader());
                    out.truncate(mark);
                    writeStored(out, stored, owned ? null : to);
                    return stored;
                }
                values.writeRefs(out, inside, to);
            }
        }
        return outcome;
    }

    private void writeError(ByteWriter out, WickException error) {
        int mark = out.size();
        try {
            values.write(out, error, null);
        } catch (SerializationException e) { // or the application is not to be had
            out.truncate(mark);
            values.writeOwn(out, Errors.withoutForeignParts(error));
        }
    }

    /**
     * Writes where it is; for a new owner also the refs inside, which it has to hold from now on.
     */
    void writeStored(ByteWriter out, StoredObject stored, @Nullable Receiver newOwner) {
        out.byte1(STORED);
        out.uuid(stored.key());
        out.byte1((stored.raw() ? 1 : 0) | (stored.backed() ? 2 : 0));
        out.varlong(stored.size());
        values.writeRefs(out, newOwner == null ? List.of() : stored.refs(), newOwner);
    }

    /** Deletes what is stored of outcomes that nobody gets. */
    public void discard(@Nullable Object... outcomes) {
        for (Object outcome : outcomes) {
            if (outcome instanceof StoredObject stored && stored.handle != null) {
                stored.release();
            } else if (outcome instanceof StoredObject late) {
                store.remove(late.key(), late.backed());
            }
        }
    }

    /** Reads an outcome, not decoding it yet. */
    public Object read(ByteReader in, @Nullable Sender from) {
        int kind = in.byte1();
        return switch (kind) {
            case NULL -> Ref.NULL;
            case VALUE -> values.readLazily(in, from);
            case STORED -> readStored(in, from);
            case FAILURE -> new Failure(readError(in));
            case ON_DISK -> new OnDisk(in.uuid(), in.varint());
            default -> throw new SerializationException("Unknown outcome kind " + kind);
        };
    }

    /** Reads an outcome that is to be a failure. */
    public Failure readFailure(ByteReader in, @Nullable Sender from) {
        return read(in, from) instanceof Failure failure
                ? failure
                : new Failure(new SerializationException("A failure came that is none"));
    }

    private WickException readError(ByteReader in) {
        try {
            Object error = values.read(in, null);
            return error instanceof WickException known
                    ? known
                    : new SerializationException("Expected an error of Wick, got " + error);
        } catch (SerializationException e) {
            return e;
        }
    }

    StoredObject readStored(ByteReader in, @Nullable Sender from) {
        UUID key = in.uuid();
        int flags = in.byte1();
        long size = in.varlong();
        return new StoredObject(
                key, (flags & 1) != 0, (flags & 2) != 0, size, values.readRefs(in, from));
    }

    /** The value of an {@link Encoded} or {@link StoredObject}, or {@link RefHome#GONE}. */
    public @Nullable Object decode(Object outcome) {
        if (outcome instanceof Encoded encoded) {
            return values.decode(encoded);
        }
        var stored = (StoredObject) outcome;
        Object cached = stored.cached(values.loader());
        if (cached != null) {
            return cached;
        }
        Object array = store.readArray(stored);
        if (array != null) {
            stored.cache(array, values.loader());
            return array;
        }
        byte[] bytes = store.read(stored);
        return bytes == null ? RefHome.GONE : decodeBytes(stored, bytes);
    }

    /** Decodes bytes that were read elsewhere, and keeps the value while memory lasts. */
    public @Nullable Object decodeBytes(StoredObject stored, byte[] bytes) {
        Object value = stored.raw() ? bytes : values.readStored(bytes);
        if (value != null && !(value instanceof MemorySegment)) {
            stored.cache(value, values.loader());
        }
        return value;
    }

    /** Whether the value of a stored outcome is at hand. */
    public boolean isMaterialised(StoredObject stored) {
        return stored.cached(values.loader()) != null;
    }

    /** The error for an object whose bytes are gone for good. */
    public static ObjectLostException lost(String id) {
        return new ObjectLostException(
                "The stored value of "
                        + id
                        + " is gone with its node, and it has no task"
                        + " that could make it again. Put it again, or make the task durable().");
    }
}
