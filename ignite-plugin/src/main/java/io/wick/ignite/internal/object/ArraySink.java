package io.wick.ignite.internal.object;

import io.wick.ignite.internal.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Makes a primitive array, or an array of numbers, of a row's bytes while they come. A row is:
 * length, type and bytes of the key, 8 bytes of expiry, length, type and bytes of the value,
 * version; lengths are 4 bytes. A row that fits into one page has its expiry at the end. The
 * value's bytes are those of {@link Values#stored}, or the array itself when raw. Anything but an
 * array leaves {@link #result} null, and so does a row of another size than expected.
 */
final class ArraySink implements PageReader.Sink {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int HEADER = 64;
    private static final int EXPIRY = 8;
    private static final int TYPE = 1;

    /**
     * Shorter pieces are copied byte by byte. The JDK copies those in a loop of its own; with it, a
     * test once read eight zero bytes at the second turn of that loop (JDK 25.0.3, not reproduced).
     */
    private static final int BULK = 64;

    private final boolean raw;
    private final long expected;
    private final byte[] header = new byte[HEADER];
    private int headerSize;
    private @Nullable Object result;
    private @Nullable MemorySegment target;
    private long filled;
    private boolean parsed;

    /**
     * A sink for one row.
     *
     * @param expected bytes of the value
     */
    ArraySink(boolean raw, long expected) {
        this.raw = raw;
        this.expected = expected;
    }

    /** The array, when all of it has come. */
    @Nullable Object result() {
        MemorySegment bytes = target;
        return bytes != null && filled == bytes.byteSize() ? result : null;
    }

    @Override
    public void accept(MemorySegment memory, long address, int length, boolean whole) {
        int used = 0;
        if (!parsed) {
            used = Math.min(HEADER - headerSize, length);
            for (int i = 0; i < used; i++) {
                header[headerSize + i] = memory.get(ValueLayout.JAVA_BYTE, address + i);
            }
            headerSize += used;
            if (headerSize < HEADER) {
                return;
            }
            parsed = true;
            parse(whole ? 0 : EXPIRY);
        }
        fill(memory, address + used, length - used);
    }

    private void fill(MemorySegment from, long offset, int length) {
        MemorySegment bytes = target;
        if (bytes == null) {
            return;
        }
        long count = Math.min(length, bytes.byteSize() - filled);
        if (count >= BULK) {
            MemorySegment.copy(from, offset, bytes, filled, count);
        } else {
            for (long i = 0; i < count; i++) {
                byte value = from.get(ValueLayout.JAVA_BYTE, offset + i);
                bytes.set(ValueLayout.JAVA_BYTE, filled + i, value);
            }
        }
        filled += count;
    }

    private void parse(int expiry) {
        int key = (int) INT.get(header, 0);
        int value = Integer.BYTES + TYPE + key + expiry;
        if (key < 0 || value > HEADER - 2 * Integer.BYTES - TYPE) {
            return;
        }
        int size = (int) INT.get(header, value);
        if (size != expected) {
            return;
        }
        int start = value + Integer.BYTES + TYPE;
        if (raw) {
            var bytes = new byte[size];
            result = bytes;
            target = MemorySegment.ofArray(bytes);
        } else {
            var layout = Codec.arrayLayout(header, start + Integer.BYTES, size);
            if (layout == null || (int) INT.get(header, start) + Integer.BYTES != size) {
                return;
            }
            start = layout.start();
            result = layout.value();
            target = layout.elements();
        }
        fill(MemorySegment.ofArray(header), start, HEADER - start);
    }
}
