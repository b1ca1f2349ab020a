package io.wick.internal.format.parquet;

import io.wick.column.Column;

import java.io.IOException;

/** Reads a column of a row group from its first row to its last. For one thread. */
interface ColumnReader {
    /** Goes past rows. */
    void skip(long rows) throws IOException;

    /** The next rows; there must be as many. */
    Column read(int rows) throws IOException;

    /** How many bytes of the file it took so far. */
    long bytesRead();
}
