package io.wick.internal.format.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A window over the bytes of a column in a file. For one thread. */
final class ChunkBytes {
    private static final int LEAST = 1 << 18;

    private final FileChannel channel;
    private final long end;
    private byte[] window = new byte[0];
    private long first;
    private int length;
    private long read;

    ChunkBytes(FileChannel channel, long start, long length) throws IOException {
        if (start < 0 || length < 0 || start > channel.size() - length) {
            throw new IOException("a column lies outside of the file");
        }
        this.channel = channel;
        this.end = start + length;
        this.first = start;
    }

    /** Where the window's array has the byte of this position, followed by {@code need} others. */
    int at(long position, long need) throws IOException {
        if (position < first || position + need > first + length) {
            if (need > end - position) {
                throw new EOFException("a page does not fit into its column");
            }
            fill(position, Math.max(need, Math.min(LEAST, end - position)));
        }
        return (int) (position - first);
    }

    byte[] window() {
        return window;
    }

    /** How many bytes the window has from this index on. */
    int windowEnd() {
        return length;
    }

    long end() {
        return end;
    }

    /** How many bytes came from the file. */
    long bytesRead() {
        return read;
    }

    private void fill(long position, long size) throws IOException {
        int wanted = Math.toIntExact(size);
        if (window.length < wanted) {
            window = new byte[wanted];
        }
        ByteBuffer into = ByteBuffer.wrap(window, 0, wanted);
        while (into.hasRemaining()) {
            int some = channel.read(into, position + into.position());
            if (some < 0) {
                throw new EOFException("the file ends within a column");
            }
        }
        first = position;
        length = wanted;
        read += wanted;
    }
}
