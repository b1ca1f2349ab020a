package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

import java.util.Arrays;

/** One step of k-means by Lloyd (1982). */
public final class KMeansCode {
    private KMeansCode() {}

    /** The sums for the next centres. */
    public static void run(Arguments given, Cpu cpu) {
        NumericArray points = given.array(0);
        double[] centres = Pieces.doubles(cpu, given.array(1));
        int count = (int) given.array(1).rows();
        long part = RowTile.partOf(points);
        var parts = new Part[Pieces.count(points.rows(), part)];
        Pieces.forEach(
                cpu,
                points.rows(),
                part,
                (number, from, to) -> {
                    var sums = new Part(points, centres, count);
                    for (long at = from; at < to; at += RowTile.ROWS) {
                        sums.add(at, (int) Math.min(RowTile.ROWS, to - at));
                    }
                    parts[number] = sums;
                });
        double[] sums = new double[centres.length];
        int[] counts = new int[count];
        double inertia = 0;
        for (Part each : parts) {
            Arrays.setAll(sums, i -> sums[i] + each.sums[i]);
            Arrays.setAll(counts, i -> counts[i] + each.counts[i]);
            inertia += each.inertia;
        }
        given.array(2).write(0, sums, 0, sums.length);
        given.ints(3).write(0, counts, 0, count);
        given.array(4).setDouble(0, inertia);
    }

    /** The sums of some points; of one thread. */
    private static final class Part {
        private final double[] centres;
        private final int[] counts;
        private final double[] sums;
        private final RowTile tile;
        private final double[] distances = new double[RowTile.ROWS];
        private final double[] least = new double[RowTile.ROWS];
        private final int[] nearest = new int[RowTile.ROWS];
        private double inertia;

        Part(NumericArray points, double[] centres, int count) {
            this.centres = centres;
            this.counts = new int[count];
            this.sums = new double[centres.length];
            this.tile = new RowTile(points);
        }

        void add(long from, int rows) {
            tile.load(from, rows);
            int width = sums.length / counts.length;
            for (int centre = 0; centre < counts.length; centre++) {
                Arrays.fill(distances, 0, rows, 0);
                for (int j = 0; j < width; j++) {
                    tile.addSquares(distances, j, centres[centre * width + j], rows);
                }
                keepNearest(centre, rows);
            }
            for (int i = 0; i < rows; i++) {
                int centre = nearest[i];
                counts[centre]++;
                inertia += least[i];
                for (int j = 0; j < width; j++) {
                    sums[centre * width + j] += tile.get(i, j);
                }
            }
        }

        private void keepNearest(int centre, int rows) {
            for (int i = 0; i < rows; i++) {
                if (centre == 0 || distances[i] < least[i]) {
                    least[i] = distances[i];
                    nearest[i] = centre;
                }
            }
        }
    }
}
