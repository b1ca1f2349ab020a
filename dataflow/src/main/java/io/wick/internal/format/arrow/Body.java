package io.wick.internal.format.arrow;

import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The buffers of a record batch. Those that are compressed are unpacked once, when they are asked
 * for. For one thread.
 */
final class Body {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int NOT_PACKED = -1;

    private final RecordBatch batch;
    private final MemorySegment bytes;
    private final @Nullable Codec codec;
    private final Map<Integer, MemorySegment> unpacked = new HashMap<>();

    Body(RecordBatch batch, MemorySegment bytes) throws IOException {
        this.batch = batch;
        this.bytes = bytes;
        BodyCompression compression = batch.compression();
        codec =
                compression == null
                        ? null
                        : switch (compression.codec()) {
                            case CompressionType.LZ4_FRAME -> Codec.LZ4;
                            case CompressionType.ZSTD -> Codec.ZSTD;
                            default -> throw new IOException("its compression is not known");
                        };
    }

    long rows() {
        return batch.length();
    }

    /** How many values a vector has. */
    long length(Vector vector) {
        return batch.nodes(vector.node()).length();
    }

    /** The bits of which values are there; null if all are. */
    @Nullable MemorySegment validity(Vector vector) throws IOException {
        return batch.nodes(vector.node()).nullCount() == 0 ? null : buffer(vector, 0);
    }

    /**
     * A buffer of a vector.
     *
     * @param number counted from the buffer of validity on
     */
    MemorySegment buffer(Vector vector, int number) throws IOException {
        long index = (long) vector.buffer() + number;
        for (int i = 0; i < vector.views(); i++) {
            index += batch.variadicBufferCounts(i);
        }
        return buffer(Math.toIntExact(index));
    }

    /** How many buffers of strings a vector of views has. */
    int viewed(Vector vector) {
        return Math.toIntExact(batch.variadicBufferCounts(vector.views()));
    }

    private MemorySegment buffer(int index) throws IOException {
        MemorySegment known = unpacked.get(index);
        if (known == null) {
            Buffer at = batch.buffers(index);
            known = unpack(bytes.asSlice(at.offset(), at.length()));
            unpacked.put(index, known);
        }
        return known;
    }

    private MemorySegment unpack(MemorySegment stored) throws IOException {
        if (codec == null || stored.byteSize() == 0) {
            return stored;
        }
        long length = stored.get(LONG, 0);
        MemorySegment data = stored.asSlice(Long.BYTES);
        return length == NOT_PACKED ? data : codec.unpack(data, length);
    }
}
