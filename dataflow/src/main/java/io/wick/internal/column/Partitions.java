package io.wick.internal.column;

import io.wick.column.Batch;

import java.util.ArrayList;
import java.util.List;

/** Splits batches into parts by the hash of a key, which is the same in every JVM. */
public final class Partitions {
    private Partitions() {}

    /** The rows of each part, in order; throws what the key's functions throw. */
    public static <T> List<Batch> split(Batch batch, Key<T, ?> key, int parts) throws Exception {
        return split(batch, Hashes.parts(key.eval(batch), batch.rows(), parts), parts);
    }

    /** The rows of each part, in order. */
    static List<Batch> split(Batch batch, int[] partOf, int parts) {
        int[] starts = new int[parts + 1];
        for (int i = 0; i < batch.rows(); i++) {
            starts[partOf[i] + 1]++;
        }
        for (int part = 0; part < parts; part++) {
            starts[part + 1] += starts[part];
        }
        int[] rows = new int[batch.rows()];
        int[] next = starts.clone();
        for (int i = 0; i < batch.rows(); i++) {
            rows[next[partOf[i]]++] = i;
        }
        List<Batch> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int count = starts[part + 1] - starts[part];
            int[] own = new int[count];
            System.arraycopy(rows, starts[part], own, 0, count);
            split.add(batch.take(own, count).compact());
        }
        return split;
    }
}
