package io.wick.internal.format.parquet.write;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import io.wick.error.PipelineException;
import io.wick.pipeline.ParquetOptions.Compression;

import org.xerial.snappy.Snappy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Compresses pages. For one thread. */
abstract class Packer implements AutoCloseable {
    /** The number by which files name the codec. */
    final int codec;

    private Packer(int codec) {
        this.codec = codec;
    }

    /**
     * The one that is asked for.
     *
     * @throws PipelineException if its library is not there
     */
    static Packer of(Compression compression) {
        return switch (compression) {
            case AUTOMATIC ->
                    isThere("com.github.luben.zstd.Zstd")
                            ? new OfZstd()
                            : isThere("org.xerial.snappy.Snappy") ? new OfSnappy() : new Copy();
            case NONE -> new Copy();
            case GZIP -> new OfGzip();
            case SNAPPY -> {
                check("org.xerial.snappy.Snappy", compression, "org.xerial.snappy:snappy-java");
                yield new OfSnappy();
            }
            case ZSTD -> {
                check("com.github.luben.zstd.Zstd", compression, "com.github.luben:zstd-jni");
                yield new OfZstd();
            }
        };
    }

    private static void check(String type, Compression compression, String library) {
        if (!isThere(type)) {
            throw new PipelineException(
                    "Parquet files compressed by "
                            + compression
                            + " need "
                            + library
                            + " on the class path of all nodes");
        }
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, Packer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    abstract byte[] pack(byte[] from, int length) throws IOException;

    @Override
    public void close() {}

    private static final class Copy extends Packer {
        Copy() {
            super(0);
        }

        @Override
        byte[] pack(byte[] from, int length) {
            return Arrays.copyOf(from, length);
        }
    }

    private static final class OfSnappy extends Packer {
        OfSnappy() {
            super(1);
        }

        @Override
        byte[] pack(byte[] from, int length) throws IOException {
            byte[] to = new byte[Snappy.maxCompressedLength(length)];
            return Arrays.copyOf(to, Snappy.compress(from, 0, length, to, 0));
        }
    }

    private static final class OfGzip extends Packer {
        OfGzip() {
            super(2);
        }

        @Override
        byte[] pack(byte[] from, int length) throws IOException {
            var to = new ByteArrayOutputStream(length / 2 + 64);
            try (var out = new GZIPOutputStream(to)) {
                out.write(from, 0, length);
            }
            return to.toByteArray();
        }
    }

    private static final class OfZstd extends Packer {
        private final ZstdCompressCtx context = new ZstdCompressCtx();

        OfZstd() {
            super(6);
        }

        @Override
        byte[] pack(byte[] from, int length) {
            byte[] to = new byte[Math.toIntExact(Zstd.compressBound(length))];
            int packed = context.compressByteArray(to, 0, to.length, from, 0, length);
            return Arrays.copyOf(to, packed);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
