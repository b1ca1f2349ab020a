package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.TILE;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/** The product of a dense matrix and a vector: a scalar product per row. */
public final class MatrixVector {
    private MatrixVector() {}

    /** The product. */
    public static void run(Arguments given, Cpu cpu) {
        NumericArray a = given.array(0);
        NumericArray result = given.array(2);
        double[] x = Pieces.doubles(cpu, given.array(1));
        long columns = a.columns();
        cpu.ranges(
                a.rows(),
                1 + Pieces.CHUNK / Math.max(1, columns),
                (from, to) -> {
                    var tile = new double[TILE];
                    for (long row = from; row < to; row++) {
                        double sum = 0;
                        for (int at = 0; at < columns; at += TILE) {
                            int count = (int) Math.min(TILE, columns - at);
                            a.read(row * columns + at, tile, 0, count);
                            sum += Pieces.dot(tile, 0, x, at, count);
                        }
                        result.setDouble(row, sum);
                    }
                });
    }
}
