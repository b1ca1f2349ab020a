package io.wick.internal.format.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;

import org.xerial.snappy.Snappy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Decompresses pages. For one thread. */
abstract class Unpacker implements AutoCloseable {
    private static final Set<String> KNOWN = Set.of("UNCOMPRESSED", "ZSTD", "SNAPPY", "GZIP");

    static boolean knows(String codec) {
        return KNOWN.contains(codec);
    }

    /**
     * The one for a codec.
     *
     * @throws NoClassDefFoundError if the codec's library is not there
     */
    static Unpacker of(String codec) {
        return switch (codec) {
            case "UNCOMPRESSED" -> new Copy();
            case "ZSTD" -> new OfZstd();
            case "SNAPPY" -> new OfSnappy();
            case "GZIP" -> new OfGzip();
            default -> throw new IllegalArgumentException(codec);
        };
    }

    /** What a user has to add for a codec. */
    static String library(String codec) {
        return codec.equals("SNAPPY")
                ? "org.xerial.snappy:snappy-java"
                : "com.github.luben:zstd-jni";
    }

    /** Fills {@code to} from an index on with exactly {@code size} bytes. */
    abstract void unpack(byte[] from, int start, int length, byte[] to, int at, int size)
            throws IOException;

    @Override
    public void close() {}

    private static void check(long got, int size) throws IOException {
        if (got != size) {
            throw new IOException("a page has " + got + " bytes, but " + size + " were promised");
        }
    }

    private static final class Copy extends Unpacker {
        @Override
        void unpack(byte[] from, int start, int length, byte[] to, int at, int size)
                throws IOException {
            check(length, size);
            System.arraycopy(from, start, to, at, size);
        }
    }

    private static final class OfZstd extends Unpacker {
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();

        @Override
        void unpack(byte[] from, int start, int length, byte[] to, int at, int size)
                throws IOException {
            check(context.decompressByteArray(to, at, size, from, start, length), size);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static final class OfSnappy extends Unpacker {
        @Override
        void unpack(byte[] from, int start, int length, byte[] to, int at, int size)
                throws IOException {
            // checked first: Snappy writes as much as the data says
            check(Snappy.uncompressedLength(from, start, length), size);
            Snappy.uncompress(from, start, length, to, at);
        }
    }

    private static final class OfGzip extends Unpacker {
        @Override
        void unpack(byte[] from, int start, int length, byte[] to, int at, int size)
                throws IOException {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(from, start, length))) {
                int got = in.readNBytes(to, at, size);
                if (got < size) {
                    throw new EOFException("a page has fewer bytes than were promised");
                }
            }
        }
    }
}
