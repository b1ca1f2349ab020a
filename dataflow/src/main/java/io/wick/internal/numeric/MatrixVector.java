package io.wick.internal.numeric;

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
        Window x = Window.whole(given.array(1));
        long columns = a.columns();
        cpu.ranges(
                a.rows(),
                1 + Pieces.CHUNK / Math.max(1, columns),
                (from, to) -> {
                    Window window = Window.of(a);
                    var lanes = new Lanes();
                    for (long row = from; row < to; row++) {
                        lanes.clear();
                        for (int at = 0; at < columns; at += Window.SIZE) {
                            int count = (int) Math.min(Window.SIZE, columns - at);
                            window.load(row * columns + at, count);
                            window.addProductsTo(lanes.sums, x, at, count);
                        }
                        result.setDouble(row, lanes.spend((int) Math.min(Window.SIZE, columns)));
                    }
                });
    }
}
