package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.numeric.NumericArray;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.UUID;

/**
 * Turns values into bytes and back, with the classes of one class loader. Common types have a tag
 * and raw bytes; everything else is an object graph for Apache Fory, in which refs and the Wick are
 * found wherever they are. Classes need not be {@code Serializable}, lambdas must be.
 *
 * <pre>{@code
 * Codec codec = Codec.forLoader(loader);
 * codec.write(out, value, refs::indexOf);
 * Object copy = codec.read(new ByteReader(out.array(), 0, out.size()), source);
 * }</pre>
 *
 * <p>Thread-safe; a call never blocks.
 */
public final class Codec {
    private final GraphPool graphs;
    private final FieldPath paths;

    Codec(ClassLoader loader) {
        this.graphs = new GraphPool(loader);
        this.paths = new FieldPath(graphs);
    }

    /**
     * The codec of a loader: one while the loader lives, and gone with it. Keep it where calls are
     * hot.
     */
    public static Codec forLoader(ClassLoader loader) {
        return LoaderCodecs.of(loader);
    }

    /**
     * Writes a value. After an exception {@code out} is as before the call.
     *
     * @throws SerializationException when the value, or something in it, cannot travel; names the
     *     field
     */
    public void write(ByteWriter out, @Nullable Object value, RefSink refs) {
        write(out, value, refs, "", -1);
    }

    /**
     * Writes values one after the other, without their number; {@link #read} reads each. The name
     * is for messages: {@code captured} makes {@code captured[0].config.pool}.
     *
     * @throws SerializationException when a value, or something in it, cannot travel; names the
     *     field
     */
    public void writeEach(ByteWriter out, @Nullable Object[] values, String name, RefSink refs) {
        for (int i = 0; i < values.length; i++) {
            write(out, values[i], refs, name, i);
        }
    }

    /**
     * Reads a value.
     *
     * @throws SerializationException when a class is missing here, or the bytes are damaged
     */
    public @Nullable Object read(ByteReader in, RefSource refs) {
        int tag = in.byte1();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.GRAPH -> graphs.read(in.slice(in.length(in.int4(), 1)), refs);
            case Tag.REF -> refs.get(in.varint());
            case Tag.WICK -> refs.wick();
            case Tag.ACTOR -> refs.actor(in.block());
            case Tag.SEGMENT -> ArrayCode.segment(in);
            case Tag.NUMERIC -> NumericCode.read(in);
            case Tag.STRING -> in.someText();
            case Tag.UUID -> in.uuid();
            default -> tag < Tag.BOOLEANS ? readScalar(tag, in) : readArray(tag, in);
        };
    }

    /**
     * An array for the elements at an index of encoded bytes, which need not be there yet; null
     * when no array of numbers starts there.
     *
     * @param most how many bytes of elements there can be
     * @throws SerializationException when the array would have more
     */
    public static @Nullable ArrayLayout arrayLayout(byte[] bytes, int at, int most) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return null;
        }
        var in = new ByteReader(bytes, at + 1, bytes.length);
        return switch (bytes[at]) {
            case Tag.BYTES, Tag.SHORTS, Tag.CHARS, Tag.INTS, Tag.LONGS, Tag.FLOATS, Tag.DOUBLES ->
                    ArrayCode.layout(bytes[at], in, most);
            case Tag.NUMERIC -> {
                NumericArray array = NumericCode.readHead(in, most);
                yield new ArrayLayout(array.freeze(), array.segment(), in.position());
            }
            default -> null;
        };
    }

    /** The encoded size where it is known without encoding: of arrays of numbers; else -1. */
    public static int exactBytes(@Nullable Object value) {
        return SizeGuess.ofArray(value);
    }

    /**
     * A cheap guess of the encoded size in bytes, without encoding: exact to a few bytes for boxed
     * values, texts of Latin letters, primitive arrays and memory segments.
     */
    public static int estimateBytes(@Nullable Object value) {
        return SizeGuess.of(value);
    }

    /**
     * Whether the value with this first byte needs no classes of an application, no ref, no actor
     * and no Wick.
     */
    public static boolean isPlain(int firstByte) {
        return firstByte != Tag.GRAPH
                && firstByte != Tag.REF
                && firstByte != Tag.WICK
                && firstByte != Tag.ACTOR;
    }

    private void write(
            ByteWriter out, @Nullable Object value, RefSink refs, String name, int index) {
        int before = out.size();
        try {
            if (!writeTagged(out, value, refs)) {
                writeGraph(out, Objects.requireNonNull(value), refs);
            }
        } catch (GraphFailure e) {
            out.truncate(before);
            throw paths.explain(
                    Objects.requireNonNull(value), index < 0 ? name : name + "[" + index + "]", e);
        } catch (WickException e) {
            out.truncate(before);
            throw e;
        }
    }

    private void writeGraph(ByteWriter out, Object value, RefSink refs) throws GraphFailure {
        out.ensure(5L + SizeGuess.of(value));
        out.byte1(Tag.GRAPH);
        int lengthAt = out.reserve(Integer.BYTES);
        graphs.write(out, value, refs);
        out.patchInt4(lengthAt, out.size() - lengthAt - Integer.BYTES);
    }

    private static boolean writeTagged(ByteWriter out, @Nullable Object value, RefSink refs) {
        switch (value) {
            case null -> out.byte1(Tag.NULL);
            case String v -> out.byte1(Tag.STRING).text(v);
            case Number v -> {
                return writeNumber(out, v);
            }
            case Boolean v -> out.byte1(v ? Tag.TRUE : Tag.FALSE);
            case Character v -> out.byte1(Tag.CHARACTER).varint(v);
            case ObjectRef<?> v -> out.byte1(Tag.REF).varint(refs.add(v));
            case UUID v -> out.byte1(Tag.UUID).uuid(v);
            case Wick _ -> out.byte1(Tag.WICK);
            case ActorRef<?> v -> out.byte1(Tag.ACTOR).block(refs.actor(v));
            case MemorySegment v -> ArrayCode.write(out.byte1(Tag.SEGMENT), v);
            case NumericArray v -> NumericCode.write(out.byte1(Tag.NUMERIC), v);
            default -> {
                return value.getClass().isArray() && writeArray(out, value);
            }
        }
        return true;
    }

    private static boolean writeNumber(ByteWriter out, Number value) {
        switch (value) {
            case Integer v -> out.byte1(Tag.INTEGER).varlong(v);
            case Double v -> out.byte1(Tag.DOUBLE).double8(v);
            case Long v -> out.byte1(Tag.LONG).varlong(v);
            case Float v -> out.byte1(Tag.FLOAT).int4(Float.floatToRawIntBits(v));
            case Short v -> out.byte1(Tag.SHORT).varlong(v);
            case Byte v -> out.byte1(Tag.BYTE).byte1(v);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean writeArray(ByteWriter out, Object array) {
        switch (array) {
            case double[] v -> ArrayCode.write(out.byte1(Tag.DOUBLES), v);
            case byte[] v -> ArrayCode.write(out.byte1(Tag.BYTES), v);
            case int[] v -> ArrayCode.write(out.byte1(Tag.INTS), v);
            case long[] v -> ArrayCode.write(out.byte1(Tag.LONGS), v);
            case float[] v -> ArrayCode.write(out.byte1(Tag.FLOATS), v);
            case char[] v -> ArrayCode.write(out.byte1(Tag.CHARS), v);
            case short[] v -> ArrayCode.write(out.byte1(Tag.SHORTS), v);
            case boolean[] v -> ArrayCode.write(out.byte1(Tag.BOOLEANS), v);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Object readScalar(int tag, ByteReader in) {
        return switch (tag) {
            case Tag.TRUE -> Boolean.TRUE;
            case Tag.FALSE -> Boolean.FALSE;
            case Tag.BYTE -> (byte) in.byte1();
            case Tag.SHORT -> (short) in.varlong();
            case Tag.CHARACTER -> (char) in.varint();
            case Tag.INTEGER -> (int) in.varlong();
            case Tag.LONG -> in.varlong();
            case Tag.FLOAT -> Float.intBitsToFloat(in.int4());
            case Tag.DOUBLE -> in.double8();
            default -> throw unknown(tag, in);
        };
    }

    private static Object readArray(int tag, ByteReader in) {
        return switch (tag) {
            case Tag.BOOLEANS -> ArrayCode.booleans(in);
            case Tag.BYTES -> ArrayCode.bytes(in);
            case Tag.SHORTS -> ArrayCode.shorts(in);
            case Tag.CHARS -> ArrayCode.chars(in);
            case Tag.INTS -> ArrayCode.ints(in);
            case Tag.LONGS -> ArrayCode.longs(in);
            case Tag.FLOATS -> ArrayCode.floats(in);
            case Tag.DOUBLES -> ArrayCode.doubles(in);
            default -> throw unknown(tag, in);
        };
    }

    private static SerializationException unknown(int tag, ByteReader in) {
        return new SerializationException(
                "Corrupted bytes: "
                        + tag
                        + " before position "
                        + in.position()
                        + " is no tag of a value. The message or object is damaged, or of another"
                        + " version of Wick.");
    }
}
