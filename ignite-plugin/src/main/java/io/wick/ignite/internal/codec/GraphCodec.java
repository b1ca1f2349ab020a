package io.wick.ignite.internal.codec;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.numeric.NumericArray;

import org.apache.fory.Fory;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * One Fory with the serialisers of Wick, and the sink or source of the call it is lent to. Used by
 * one thread at a time.
 */
final class GraphCodec {
    /**
     * Deeper than any stack: a stack overflow is caught and named, Fory's default of 50 is in the
     * way.
     */
    private static final int MAX_DEPTH = 1_000_000;

    private static final byte[] NOTHING = {};

    static {
        LoggerFactory.disableLogging();
    }

    private final Fory fory;
    private final MemoryBuffer buffer = MemoryBuffer.fromByteArray(NOTHING);
    private @Nullable RefSink sink;
    private @Nullable RefSource source;

    GraphCodec(ClassLoader loader) {
        fory =
                Fory.builder()
                        .withXlang(false)
                        .requireClassRegistration(false)
                        .suppressClassRegistrationWarnings(true)
                        .withRefTracking(true)
                        .withClassVersionCheck(true)
                        .withDeserializeUnknownClass(false)
                        .registerGuavaTypes(false)
                        .withCodegen(false)
                        .withMaxDepth(MAX_DEPTH)
                        .withClassLoader(loader)
                        .build();
        fory.setSerializerFactory((_, type) -> serializerOf(type));
    }

    /** Appends the graph, or gives why not; then the instance is not to be used again. */
    @Nullable GraphFailure write(ByteWriter out, Object value, RefSink refs) {
        int at = out.size();
        byte[] array = out.array();
        sink = refs;
        try {
            buffer.pointTo(array, at, array.length - at);
            buffer.writerIndex(0);
            fory.serialize(buffer, value);
            int length = buffer.writerIndex();
            if (isSame(buffer.getHeapMemory(), array)) {
                out.reserve(length);
            } else {
                out.bytes(buffer.getHeapMemory(), 0, length);
            }
            return null;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new GraphFailure(e);
        } finally {
            sink = null;
            buffer.pointTo(NOTHING, 0, 0);
        }
    }

    Object read(ByteReader in, RefSource refs) {
        source = refs;
        try {
            int length = in.remaining();
            buffer.pointTo(in.array(), in.skip(length), length);
            buffer.readerIndex(0);
            return Objects.requireNonNull(fory.deserialize(buffer), "an object graph");
        } finally {
            source = null;
            buffer.pointTo(NOTHING, 0, 0);
        }
    }

    /** Whether Fory still writes in place, rather than into a larger array of its own. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(byte[] one, byte[] other) {
        return one == other;
    }

    private @Nullable Serializer<?> serializerOf(Class<?> type) {
        if (ObjectRef.class.isAssignableFrom(type)) {
            return new RefSerializer(fory, type, this);
        }
        if (ActorRef.class.isAssignableFrom(type)) {
            return new ActorSerializer(fory, type, this);
        }
        if (type == Wick.class) {
            return new WickSerializer(fory, this);
        }
        if (MemorySegment.class.isAssignableFrom(type)) {
            return new SegmentSerializer(fory, type);
        }
        if (NumericArray.class.isAssignableFrom(type)) {
            return new NumericSerializer(fory, type);
        }
        if (type.isArray() && !type.componentType().isPrimitive()) {
            return new CheckedArraySerializer(fory, type);
        }
        Refusal refusal = TravelRules.refusalOf(type);
        return refusal == null ? null : new RefusingSerializer(fory, type);
    }

    private RefSource source() {
        return Objects.requireNonNull(source, "a ref is read outside of a call");
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> erased(Class<?> type) {
        return (Class<Object>) type;
    }

    /** Refs are written as their index in the sink of the call. */
    private static final class RefSerializer extends Serializer<Object> {
        private final GraphCodec call;

        RefSerializer(Fory fory, Class<?> type, GraphCodec call) {
            super(fory, erased(type), false);
            this.call = call;
        }

        @Override
        public void write(MemoryBuffer buffer, Object value) {
            RefSink sink = Objects.requireNonNull(call.sink, "a ref is written outside of a call");
            buffer.writeVarUint32(sink.add((ObjectRef<?>) value));
        }

        @Override
        public Object read(MemoryBuffer buffer) {
            return call.source().get(buffer.readVarUint32());
        }
    }

    /** Handles of actors are written as the bytes that the sink of the call gives. */
    private static final class ActorSerializer extends Serializer<Object> {
        private final GraphCodec call;

        ActorSerializer(Fory fory, Class<?> type, GraphCodec call) {
            super(fory, erased(type), false);
            this.call = call;
        }

        @Override
        public void write(MemoryBuffer buffer, Object value) {
            RefSink sink = Objects.requireNonNull(call.sink, "written outside of a call");
            byte[] bytes = sink.actor((ActorRef<?>) value);
            buffer.writeVarUint32(bytes.length);
            buffer.writeBytes(bytes);
        }

        @Override
        public Object read(MemoryBuffer buffer) {
            return call.source().actor(buffer.readBytes(buffer.readVarUint32()));
        }
    }

    /** A Wick is written as nothing: where it is read, it is that node's. */
    private static final class WickSerializer extends Serializer<Wick> {
        private final GraphCodec call;

        WickSerializer(Fory fory, GraphCodec call) {
            super(fory, Wick.class, false);
            this.call = call;
        }

        @Override
        public void write(MemoryBuffer buffer, Wick value) {}

        @Override
        public Wick read(MemoryBuffer buffer) {
            return call.source().wick();
        }
    }

    /** Segments inside of a graph; the bytes are those of {@link ArrayCode}. */
    private static final class SegmentSerializer extends Serializer<Object> {
        SegmentSerializer(Fory fory, Class<?> type) {
            super(fory, erased(type));
        }

        @Override
        public void write(MemoryBuffer buffer, Object value) {
            ByteWriter out = new ByteWriter();
            ArrayCode.write(out, (MemorySegment) value);
            buffer.writeVarUint32(out.size());
            buffer.writeBytes(out.array(), 0, out.size());
        }

        @Override
        public Object read(MemoryBuffer buffer) {
            byte[] bytes = buffer.readBytes(buffer.readVarUint32());
            return ArrayCode.segment(new ByteReader(bytes, 0, bytes.length));
        }
    }

    /** Arrays of numbers inside of a graph; the bytes are those of {@link NumericCode}. */
    private static final class NumericSerializer extends Serializer<Object> {
        NumericSerializer(Fory fory, Class<?> type) {
            super(fory, erased(type));
        }

        @Override
        public void write(MemoryBuffer buffer, Object value) {
            var array = (NumericArray) value;
            ByteWriter out = new ByteWriter(SizeGuess.ofArray(array));
            NumericCode.write(out, array);
            buffer.writeVarUint32(out.size());
            buffer.writeBytes(out.array(), 0, out.size());
        }

        @Override
        public Object read(MemoryBuffer buffer) {
            byte[] bytes = buffer.readBytes(buffer.readVarUint32());
            return NumericCode.read(new ByteReader(bytes, 0, bytes.length));
        }
    }

    /**
     * Refuses when a value comes, not when its class does: a field of the class may well be null.
     */
    private static final class RefusingSerializer extends Serializer<Object> {
        RefusingSerializer(Fory fory, Class<?> type) {
            super(fory, erased(type));
        }

        @Override
        public void write(MemoryBuffer buffer, Object value) {
            throw new UnsupportedOperationException(getType().getName() + " does not travel");
        }

        @Override
        public Object read(MemoryBuffer buffer) {
            throw new UnsupportedOperationException(getType().getName() + " does not travel");
        }
    }
}
