package io.wick.examples;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some neighbouring rows of one row group of a Parquet file: what one task loads.
 *
 * @param file the file's absolute path, the same on all nodes
 * @param firstByte where the row group begins in the file
 * @param endByte where it ends
 * @param firstRow the first row to take, counted within the row group
 * @param rows how many to take
 */
record Slice(String file, long firstByte, long endByte, int firstRow, int rows) {

    /**
     * Cuts a file's first rows into slices. A row group is cut into equal parts and never joined
     * with the next, so that a task decodes no row group but its own.
     *
     * @param limit how many rows to take, more than there are for all
     * @param atLeast how many slices to make at least, as far as there are rows
     */
    static List<Slice> plan(Path file, long limit, int atLeast) throws IOException {
        var slices = new ArrayList<Slice>();
        try (var reader = ParquetFileReader.open(InputFile.of(file))) {
            List<RowGroup> groups = reader.getFileMetaData().rowGroups();
            int used = groupsWithin(groups, limit);
            int parts = Math.ceilDiv(atLeast, Math.max(1, used));
            long left = limit;
            for (int i = 0; i < used; i++) {
                long end = i + 1 < groups.size() ? start(groups.get(i + 1)) : Files.size(file);
                int rows = Math.toIntExact(Math.min(left, groups.get(i).numRows()));
                for (int part = 0; part < parts; part++) {
                    int from = Math.toIntExact((long) rows * part / parts);
                    int to = Math.toIntExact((long) rows * (part + 1) / parts);
                    if (to > from) {
                        String path = file.toAbsolutePath().toString();
                        slices.add(new Slice(path, start(groups.get(i)), end, from, to - from));
                    }
                }
                left -= rows;
            }
        }
        return slices;
    }

    private static int groupsWithin(List<RowGroup> groups, long rows) {
        int used = 0;
        for (long left = rows; used < groups.size() && left > 0; used++) {
            left -= groups.get(used).numRows();
        }
        return used;
    }

    private static long start(RowGroup group) {
        return group.columns().getFirst().chunkStartOffset();
    }
}
