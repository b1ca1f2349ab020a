package io.wick.internal.format.arrow;

import com.github.luben.zstd.Zstd;

import net.jpountz.lz4.LZ4FrameInputStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** How buffers are compressed. */
enum Codec {
    LZ4 {
        @Override
        int fill(byte[] from, byte[] to) throws IOException {
            try (var in = new LZ4FrameInputStream(new ByteArrayInputStream(from))) {
                return in.readNBytes(to, 0, to.length);
            }
        }
    },
    ZSTD {
        @Override
        int fill(byte[] from, byte[] to) {
            return (int) Zstd.decompressByteArray(to, 0, to.length, from, 0, from.length);
        }
    };

    /** Both pack a run of one byte at most about this well; more is damage, not data. */
    private static final long MOST_EXPANSION = 1L << 16;

    private static final long LEAST_EXPANDED = 1L << 20;

    /** Gives how many bytes there were. */
    abstract int fill(byte[] from, byte[] to) throws IOException;

    final MemorySegment unpack(MemorySegment stored, long length) throws IOException {
        long most = Math.max(LEAST_EXPANDED, stored.byteSize() * MOST_EXPANSION);
        if (length < 0 || length > Math.min(most, Integer.MAX_VALUE - 8)) {
            throw new IOException(
                    "a buffer of " + stored.byteSize() + " bytes is said to hold " + length);
        }
        byte[] to = new byte[(int) length];
        int got = fill(stored.toArray(ValueLayout.JAVA_BYTE), to);
        if (got != length) {
            throw new IOException("a buffer has fewer bytes than were promised");
        }
        return MemorySegment.ofArray(to);
    }
}
