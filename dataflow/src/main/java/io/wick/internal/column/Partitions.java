package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.Column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits rows into parts by the hash of a key, which is the same in every JVM. */
public final class Partitions {
    private Partitions() {}

    /** The indexes of the rows of each part, ascending. */
    public static int[][] rows(Column[] keys, int rows, int parts) {
        int[] partOf = Hashes.parts(keys, rows, parts);
        int[] starts = new int[parts + 1];
        for (int part : partOf) {
            starts[part + 1]++;
        }
        for (int part = 0; part < parts; part++) {
            starts[part + 1] += starts[part];
        }
        int[] all = new int[rows];
        int[] next = starts.clone();
        for (int i = 0; i < rows; i++) {
            all[next[partOf[i]]++] = i;
        }
        int[][] split = new int[parts][];
        for (int part = 0; part < parts; part++) {
            split[part] = Arrays.copyOfRange(all, starts[part], starts[part + 1]);
        }
        return split;
    }

    /** The rows of each part, in order. */
    static List<Batch> split(Batch batch, Column[] keys, int parts) {
        List<Batch> split = new ArrayList<>(parts);
        for (int[] rows : rows(keys, batch.rows(), parts)) {
            split.add(batch.take(rows, rows.length).compact());
        }
        return split;
    }
}
