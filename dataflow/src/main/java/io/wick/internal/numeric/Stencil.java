package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/** A cell and its four neighbours, row by row. */
public final class Stencil {
    /** Elements of a row that are computed at once. */
    private static final int STRETCH = 2 * Output.SIZE;

    /** Elements that are worth a thread. */
    private static final int GRAIN = 1 << 15;

    private Stencil() {}

    /** One step. */
    public static void run(Arguments given, Cpu cpu) {
        NumericArray grid = given.array(0);
        double centre = given.scalar(1);
        double side = given.scalar(2);
        NumericArray next = given.array(3);
        cpu.ranges(
                grid.rows(),
                1 + GRAIN / Math.max(1, grid.columns()),
                (from, to) -> {
                    var step = new Step(grid, next, centre, side);
                    for (long row = from; row < to; row++) {
                        for (long column = 0; column < grid.columns(); column += STRETCH) {
                            step.compute(row, column);
                        }
                    }
                });
    }

    /** A piece of a row at a time; of one thread. */
    private static final class Step {
        private final NumericArray grid;
        private final double centre;
        private final double side;
        private final Window cells;
        private final Window.Cross around;
        private final Output result;

        Step(NumericArray grid, NumericArray next, double centre, double side) {
            this.grid = grid;
            this.centre = centre;
            this.side = side;
            this.cells = Window.of(grid, STRETCH);
            this.around =
                    new Window.Cross(
                            Window.of(grid, STRETCH + 2),
                            Window.of(grid, STRETCH),
                            Window.of(grid, STRETCH),
                            Window.of(grid, STRETCH));
            this.result = Output.of(next, STRETCH);
        }

        void compute(long row, long column) {
            long columns = grid.columns();
            int count = (int) Math.min(STRETCH, columns - column);
            boolean inner = row > 0 && row < grid.rows() - 1;
            int from = !inner ? count : column == 0 ? 1 : 0;
            int to = column + count == columns ? count - 1 : count;
            long at = row * columns + column;
            for (int i = 0; i < Math.min(from, count); i++) {
                result.take(i, grid.getDouble(at + i)); // borders stay as they are
            }
            if (from < to) {
                load(at + from, to - from);
                cells.cross(around, centre, side, result, from, to - from);
            }
            for (int i = Math.max(from, to); i < count; i++) {
                result.take(i, grid.getDouble(at + i));
            }
            result.store(at, count);
        }

        private void load(long at, int count) {
            cells.load(at, count);
            around.left().load(at - 1, count + 2); // doubles take all of the row from here
            around.right().load(at + 1, count);
            around.above().load(at - grid.columns(), count);
            around.below().load(at + grid.columns(), count);
        }
    }
}
