package io.wick.internal.format.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The metadata at the end of a file, before Hardwood reads it: that takes as much memory as the
 * lengths in it say, so in a damaged file more than there is.
 */
final class Footer {
    private static final int MAGIC_BYTES = 4;
    private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;

    private Footer() {}

    /**
     * Checks the lengths in the metadata of a file; leaves a file without metadata to Hardwood.
     *
     * @throws IOException when the metadata is damaged
     */
    static void check(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long end = channel.size() - TAIL_BYTES;
            if (end < MAGIC_BYTES) {
                return;
            }
            int length = read(channel, end, Integer.BYTES).getInt();
            if (length > 0 && length <= end - MAGIC_BYTES) {
                byte[] bytes = read(channel, end - length, length).array();
                new CompactThrift(bytes, 0, length).skipStruct();
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
