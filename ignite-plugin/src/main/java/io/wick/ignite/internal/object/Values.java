package io.wick.ignite.internal.object;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.codec.RefSink;
import io.wick.ignite.internal.codec.RefSource;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Values to bytes and back. A value in bytes is: its length, what the codec wrote, and the
 * descriptors of the refs inside, to which the codec's bytes point by index.
 */
public final class Values {
    private static final int LENGTH = Integer.BYTES;

    private final RefTable refs;
    private final Loaders loaders;
    private final Supplier<Wick> wick;

    Values(RefTable refs, Loaders loaders, Supplier<Wick> wick) {
        this.refs = refs;
        this.loaders = loaders;
        this.wick = wick;
    }

    /** A value's bytes with the refs found in it. */
    public record Form(byte[] bytes, List<Ref<?>> refs) {}

    /** Encodes something once, so that the first task does not pay for setting the codec up. */
    public void warmUp() {
        Form form = encode(new Form(new byte[0], List.of()));
        var unused = decode(new Encoded(form.bytes(), List.of()));
    }

    /** Encodes for no receiver in particular, without descriptors. */
    public Form encode(@Nullable Object value) {
        var out = new ByteWriter();
        var found = new Found();
        Codec.forLoader(loaders.current()).write(out, value, found);
        return new Form(out.toByteArray(), found.found);
    }

    /**
     * The bytes of a value for another life of the cluster; null when it has refs or actors inside,
     * which will be gone by then.
     *
     * @param loader of the application whose classes it has
     */
    public byte @Nullable [] encodeLasting(@Nullable Object value, ClassLoader loader) {
        var out = new ByteWriter();
        var found = new Found();
        Codec.forLoader(loader).write(out, value, found);
        return found.found.isEmpty() && !found.hasActors ? out.toByteArray() : null;
    }

    /** Decodes what {@link #encodeLasting} wrote. */
    public @Nullable Object decodeLasting(byte[] bytes, ClassLoader loader) {
        return Codec.forLoader(loader)
                .read(new ByteReader(bytes, 0, bytes.length), new Known(List.of()));
    }

    /** Writes a value with descriptors for a receiver; null for whoever reads it from the store. */
    public List<Ref<?>> write(ByteWriter out, @Nullable Object value, @Nullable Receiver to) {
        return write(out, value, to, loaders.current());
    }

    /** Writes a value without refs, of Wick's and the JDK's classes: no application is needed. */
    void writeOwn(ByteWriter out, Object value) {
        var unused = write(out, value, null, Values.class.getClassLoader());
    }

    private List<Ref<?>> write(
            ByteWriter out, @Nullable Object value, @Nullable Receiver to, ClassLoader loader) {
        List<Ref<?>> inside = writeBody(out, value, loader);
        writeRefs(out, inside, to);
        return inside;
    }

    /**
     * Writes a value, and gives the refs in it: {@link #writeRefs} has to follow, which counts
     * their receiver as a holder, or nothing of it may be sent.
     */
    List<Ref<?>> writeBody(ByteWriter out, @Nullable Object value) {
        return writeBody(out, value, loaders.current());
    }

    private List<Ref<?>> writeBody(ByteWriter out, @Nullable Object value, ClassLoader loader) {
        int at = out.size();
        out.int4(0);
        var found = new Found();
        Codec.forLoader(loader).write(out, value, found);
        out.patchInt4(at, out.size() - at - LENGTH);
        return found.found;
    }

    /** Writes several values, counted, with descriptors of all refs in them; gives those refs. */
    public List<Ref<?>> writeAll(
            ByteWriter out, @Nullable Object[] captured, @Nullable Object[] args, Receiver to) {
        int at = out.size();
        out.int4(0);
        out.varint(captured.length + args.length);
        var found = new Found();
        Codec codec = Codec.forLoader(loaders.current());
        codec.writeEach(out, captured, "captured", found);
        codec.writeEach(out, args, "argument", found);
        out.patchInt4(at, out.size() - at - LENGTH);
        writeRefs(out, found.found, to);
        return found.found;
    }

    /** Reads the refs of several values, leaving the values for {@link #decodeAll}. */
    public Sealed readAll(ByteReader in, Sender from) {
        int length = in.int4();
        ByteReader body = in.slice(length);
        return new Sealed(body, readRefs(in, from));
    }

    /** Values not decoded yet. */
    public record Sealed(ByteReader body, List<Ref<?>> refs) {}

    /** Decodes what {@link #readAll} kept. */
    public @Nullable Object[] decodeAll(Sealed sealed) {
        ByteReader body = sealed.body;
        var all = new @Nullable Object[body.count(1)];
        var known = new Known(sealed.refs);
        Codec codec = Codec.forLoader(loaders.current());
        for (int i = 0; i < all.length; i++) {
            all[i] = codec.read(body, known);
        }
        return all;
    }

    /** Writes bytes of the codec with descriptors of the refs inside. */
    void writeForm(ByteWriter out, byte[] bytes, List<Ref<?>> inside, @Nullable Receiver to) {
        out.int4(bytes.length);
        out.bytes(bytes, 0, bytes.length);
        writeRefs(out, inside, to);
    }

    void writeRefs(ByteWriter out, List<Ref<?>> inside, @Nullable Receiver to) {
        out.varint(inside.size());
        for (Ref<?> ref : inside) {
            refs.writeDescriptor(out, ref, to);
        }
    }

    /** The bytes a value has in the store. */
    Form stored(Object value) {
        int exact = Codec.exactBytes(value);
        var out = exact < 0 ? new ByteWriter() : new ByteWriter(LENGTH + exact);
        out.int4(0);
        var found = new Found();
        Codec.forLoader(loaders.current()).write(out, value, found);
        out.patchInt4(0, out.size() - LENGTH);
        if (!found.found.isEmpty()) {
            writeRefs(out, found.found, null);
        }
        return new Form(
                out.size() == out.array().length ? out.array() : out.toByteArray(), found.found);
    }

    /** Reads what {@link #write} wrote, not decoding it yet; decodes small plain values at once. */
    public Object readLazily(ByteReader in, @Nullable Sender from) {
        int length = in.int4();
        ByteReader body = in.slice(length);
        List<Ref<?>> inside = readRefs(in, from);
        if (inside.isEmpty() && length > 0 && length <= 9) {
            Object value = decodeIfPlain(body);
            if (value != null) {
                return value;
            }
        }
        var bytes = new byte[length];
        System.arraycopy(body.array(), body.position(), bytes, 0, length);
        return new Encoded(bytes, inside);
    }

    private @Nullable Object decodeIfPlain(ByteReader body) {
        if (!Codec.isPlain(body.array()[body.position()])) {
            return null;
        }
        Object value =
                Codec.forLoader(Values.class.getClassLoader()).read(body, new Known(List.of()));
        return value == null ? Ref.NULL : value;
    }

    /** Reads what {@link #stored} made. */
    @Nullable Object readStored(byte[] bytes) {
        var in = new ByteReader(bytes, 0, bytes.length);
        ByteReader body = in.slice(in.int4());
        List<Ref<?>> inside = in.remaining() == 0 ? List.of() : readRefs(in, null);
        return Codec.forLoader(loaders.current()).read(body, new Known(inside));
    }

    /** Reads and decodes what {@link #write} wrote. */
    public @Nullable Object read(ByteReader in, @Nullable Sender from) {
        int length = in.int4();
        ByteReader body = in.slice(length);
        List<Ref<?>> inside = readRefs(in, from);
        return Codec.forLoader(loaders.current()).read(body, new Known(inside));
    }

    /** Decodes what {@link #readLazily} kept. */
    @Nullable Object decode(Encoded encoded) {
        byte[] bytes = encoded.bytes();
        return Codec.forLoader(loaders.current())
                .read(new ByteReader(bytes, 0, bytes.length), new Known(encoded.refs()));
    }

    /** The loader that {@link #read} uses now. */
    ClassLoader loader() {
        return loaders.current();
    }

    List<Ref<?>> readRefs(ByteReader in, @Nullable Sender from) {
        int count = in.count(3);
        if (count == 0) {
            return List.of();
        }
        var inside = new ArrayList<Ref<?>>();
        for (int i = 0; i < count; i++) {
            inside.add(refs.readDescriptor(in, from));
        }
        return inside;
    }

    private final class Found implements RefSink {
        private final List<Ref<?>> found = new ArrayList<>(0);
        private boolean hasActors;

        @Override
        public int add(ObjectRef<?> ref) {
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i) == ref) {
                    return i;
                }
            }
            found.add((Ref<?>) ref);
            return found.size() - 1;
        }

        @Override
        public byte[] actor(ActorRef<?> actor) {
            hasActors = true;
            return refs.actors().write(actor);
        }
    }

    private final class Known implements RefSource {
        private final List<Ref<?>> inside;

        Known(List<Ref<?>> inside) {
            this.inside = inside;
        }

        @Override
        public ObjectRef<?> get(int index) {
            if (index < 0 || index >= inside.size()) {
                throw new SerializationException(
                        "Corrupted bytes: ref " + index + " of " + inside.size());
            }
            return inside.get(index);
        }

        @Override
        public ActorRef<?> actor(byte[] written) {
            return refs.actors().read(written);
        }

        @Override
        public Wick wick() {
            return wick.get();
        }
    }
}
