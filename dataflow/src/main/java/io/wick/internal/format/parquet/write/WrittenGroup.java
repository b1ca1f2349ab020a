package io.wick.internal.format.parquet.write;

import java.util.List;

/**
 * What the footer says of a row group.
 *
 * @param start where it begins in the file
 */
record WrittenGroup(int number, long start, long rows, List<WrittenChunk> chunks) {
    void write(ThriftWriter out) {
        out.structs(1, chunks, (one, chunk) -> chunk.write(one))
                .i64(2, chunks.stream().mapToLong(WrittenChunk::unpackedBytes).sum())
                .i64(3, rows)
                .i64(5, start)
                .i64(6, chunks.stream().mapToLong(WrittenChunk::packedBytes).sum());
        if (number <= Short.MAX_VALUE) {
            out.i16(7, number);
        }
    }
}
