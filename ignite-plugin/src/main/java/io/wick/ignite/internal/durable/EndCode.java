package io.wick.ignite.internal.durable;

import io.wick.error.ObjectLostException;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.object.Encoded;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.object.Values;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a run, as it is kept: an error, or the values of its result vertices, which are not
 * decoded on the way, because whoever keeps a run need not have their classes.
 */
record EndCode(Values values, Outcomes outcomes, ObjectStore store) {
    private static final int NULL = 0;
    private static final int BYTES = 1;
    private static final int VALUE = 2;

    byte[] failed(WickException error) {
        var out = new ByteWriter();
        out.bool(false);
        var unused = outcomes.write(out, new Failure(error), null, false, true);
        return out.toByteArray();
    }

    /**
     * Writes results.
     *
     * @param single whether the value of the only one is the result, and not a list
     */
    byte[] done(List<Object> results, boolean single) {
        var out = new ByteWriter();
        out.bool(true).bool(single);
        out.varint(results.size());
        results.forEach(outcome -> write(out, outcome));
        return out.toByteArray();
    }

    private void write(ByteWriter out, Object outcome) {
        switch (outcome) {
            case Object value when value == Ref.NULL -> out.byte1(NULL);
            case StoredObject stored -> {
                check(stored.refs());
                byte[] bytes = store.read(stored);
                if (bytes == null) {
                    throw new ObjectLostException(
                            "A result of a durable run was lost before it could be kept");
                }
                if (stored.raw()) {
                    out.byte1(BYTES).block(bytes);
                } else {
                    out.byte1(VALUE).bytes(bytes, 0, bytes.length);
                    out.varint(0);
                }
            }
            case Encoded encoded -> write(out, encoded.bytes(), encoded.refs());
            case Object value -> {
                Values.Form form = values.encode(value);
                write(out, form.bytes(), form.refs());
            }
        }
    }

    private static void write(ByteWriter out, byte[] bytes, List<Ref<?>> refs) {
        check(refs);
        out.byte1(VALUE).int4(bytes.length).bytes(bytes, 0, bytes.length);
        out.varint(0);
    }

    private static void check(List<Ref<?>> refs) {
        if (!refs.isEmpty()) {
            throw new SerializationException(
                    "The result of a durable run has the ref "
                            + refs.getFirst().id()
                            + " inside, which goes with the node that owns it. Return what it"
                            + " stands for.");
        }
    }

    /** Reads the result; throws the error when there is one. */
    @Nullable Object read(byte[] kept) {
        var in = new ByteReader(kept, 0, kept.length);
        if (!in.bool()) {
            throw outcomes.read(in, null) instanceof Failure failure
                    ? failure.error()
                    : new SerializationException("The failure of a durable run is unreadable");
        }
        boolean single = in.bool();
        int count = in.count(1);
        if (single && count != 1) {
            throw new SerializationException("Corrupted bytes: a single result of " + count);
        }
        var results = new ArrayList<@Nullable Object>(count);
        for (int i = 0; i < count; i++) {
            int kind = in.byte1();
            results.add(
                    switch (kind) {
                        case NULL -> null;
                        case BYTES -> in.block();
                        case VALUE -> values.read(in, null);
                        default ->
                                throw new SerializationException(
                                        "Corrupted bytes: " + kind + " is no kind of a result");
                    });
        }
        return single ? results.getFirst() : results;
    }
}
