package io.wick.pipeline;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a Parquet file is written.
 *
 * @param rowGroupRows how many rows a row group has at most. Readers leave out whole groups by
 *     their statistics, and Wick cuts large ones into splits
 * @param rowGroupBytes how many bytes a row group has in the file, about; a writer holds as many in
 *     memory
 * @param compression of pages
 * @param timestamps what instants are stored in
 */
public record ParquetOptions(
        int rowGroupRows, long rowGroupBytes, Compression compression, TimeUnit timestamps)
        implements Serializable {
    private static final ParquetOptions STANDARD =
            new ParquetOptions(1 << 20, 64L << 20, Compression.AUTOMATIC, TimeUnit.NANOSECONDS);

    /** How pages are compressed. */
    public enum Compression {
        /** As ZSTD where {@code zstd-jni} is there, else SNAPPY if that is, else not at all. */
        AUTOMATIC,
        /** Not at all. */
        NONE,
        /** Needs {@code org.xerial.snappy:snappy-java}. */
        SNAPPY,
        /** Needs {@code com.github.luben:zstd-jni}. */
        ZSTD,
        /** By the JDK: slow. */
        GZIP
    }

    /** What an instant is stored in; it is rounded down. */
    public enum TimeUnit {
        MILLISECONDS,
        /** What all readers know, Spark and Trino among them. */
        MICROSECONDS,
        /** All that an instant has; some readers refuse it. */
        NANOSECONDS
    }

    public ParquetOptions {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(timestamps, "timestamps");
        if (rowGroupRows < 1 || rowGroupBytes < 1) {
            throw new IllegalArgumentException(
                    "a row group has 1 row and 1 byte at least, got "
                            + rowGroupRows
                            + " rows and "
                            + rowGroupBytes
                            + " bytes");
        }
    }

    /** Groups of up to 1,048,576 rows or 64 MiB, compressed if a library is there, nanoseconds. */
    public static ParquetOptions standard() {
        return STANDARD;
    }

    public ParquetOptions rowGroupRows(int other) {
        return new ParquetOptions(other, rowGroupBytes, compression, timestamps);
    }

    public ParquetOptions rowGroupBytes(long other) {
        return new ParquetOptions(rowGroupRows, other, compression, timestamps);
    }

    public ParquetOptions compression(Compression other) {
        return new ParquetOptions(rowGroupRows, rowGroupBytes, other, timestamps);
    }

    public ParquetOptions timestamps(TimeUnit other) {
        return new ParquetOptions(rowGroupRows, rowGroupBytes, compression, other);
    }
}
