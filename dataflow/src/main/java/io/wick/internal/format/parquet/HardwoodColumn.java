package io.wick.internal.format.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;

import io.wick.column.Column;

import java.io.IOException;
import java.nio.file.Path;

/** Reads what {@link PageColumn} cannot, by Hardwood: rare encodings and codecs. For one thread. */
final class HardwoodColumn implements ColumnReader, AutoCloseable {
    private final Chunk chunk;
    private final Target target;
    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final dev.hardwood.reader.ColumnReader column;
    private int at;
    private int there;

    /**
     * @param groupStart where the row group begins in the file
     * @param groupEnd where it ends
     */
    HardwoodColumn(Path path, Chunk chunk, long groupStart, long groupEnd, Target target)
            throws IOException {
        this.chunk = chunk;
        this.target = target;
        context = HardwoodContext.create(1);
        try {
            file = ParquetFileReader.open(InputFile.of(path), context);
            column =
                    file.buildColumnReader(chunk.name())
                            .filter(RowGroupPredicate.byteRange(groupStart, groupEnd))
                            .build();
        } catch (IOException | RuntimeException e) {
            context.close();
            throw e;
        }
    }

    @Override
    public void skip(long rows) throws IOException {
        for (long rest = rows; rest > 0; ) {
            int some = (int) Math.min(rest, available());
            at += some;
            rest -= some;
        }
    }

    @Override
    public Column read(int rows) throws IOException {
        target.begin(rows);
        for (int row = 0; row < rows; ) {
            int until = row + Math.min(rows - row, available());
            for (; row < until; row++, at++) {
                if (column.getLeafValidity().isNull(at)) {
                    target.setNull(row);
                } else {
                    target.set(row, column, at);
                }
            }
        }
        return target.finish();
    }

    private int available() throws IOException {
        while (at == there) {
            if (!column.nextBatch()) {
                throw new IOException(
                        "column '" + chunk.name() + "' has fewer rows than its group");
            }
            at = 0;
            there = column.getRecordCount();
        }
        return there - at;
    }

    @Override
    public long bytesRead() {
        return chunk.length();
    }

    @Override
    public void close() throws IOException {
        try (context;
                file;
                column) {
            at = there;
        }
    }
}
