package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Steps of learning on the device: first what each row has to say, a thread for each row; then sums
 * over chunks of rows, a thread for each chunk; then the sums of these.
 */
final class DoubleLearning {
    private DoubleLearning() {}

    /** The nearest centre of each point, the first of several, and the squared distance to it. */
    static void nearest(
            DoubleArray points,
            DoubleArray centres,
            int dimensions,
            IntArray nearest,
            DoubleArray distances) {
        for (@Parallel int point = 0; point < nearest.getSize(); point++) {
            int count = centres.getSize() / dimensions;
            int best = 0;
            double least = 0;
            for (int centre = 0; centre < count; centre++) {
                double sum = 0;
                for (int i = 0; i < dimensions; i++) {
                    double away =
                            points.get(point * dimensions + i)
                                    - centres.get(centre * dimensions + i);
                    sum += away * away;
                }
                if (centre == 0 || sum < least) {
                    least = sum;
                    best = centre;
                }
            }
            nearest.set(point, best);
            distances.set(point, least);
        }
    }

    /** The sums and counts of a chunk's points by centre, and the sum of its distances. */
    static void chunkSums(
            DoubleArray points,
            IntArray nearest,
            DoubleArray distances,
            int dimensions,
            DoubleArray sums,
            IntArray counts,
            DoubleArray inertias) {
        for (@Parallel int chunk = 0; chunk < inertias.getSize(); chunk++) {
            int chunks = inertias.getSize();
            int centres = counts.getSize() / chunks;
            int size = (nearest.getSize() + chunks - 1) / chunks;
            int from = chunk * size;
            int to = Math.min(from + size, nearest.getSize());
            for (int i = 0; i < centres * dimensions; i++) {
                sums.set(chunk * centres * dimensions + i, 0);
            }
            for (int i = 0; i < centres; i++) {
                counts.set(chunk * centres + i, 0);
            }
            double inertia = 0;
            for (int point = from; point < to; point++) {
                int place = chunk * centres + nearest.get(point);
                counts.set(place, counts.get(place) + 1);
                for (int i = 0; i < dimensions; i++) {
                    int at = place * dimensions + i;
                    sums.set(at, sums.get(at) + points.get(point * dimensions + i));
                }
                inertia += distances.get(point);
            }
            inertias.set(chunk, inertia);
        }
    }

    /** The sums of the chunks' sums, with Kahan's correction. */
    static void total(DoubleArray parts, DoubleArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            int size = out.getSize();
            double sum = 0;
            double lost = 0;
            for (int at = i; at < parts.getSize(); at += size) {
                double part = parts.get(at) - lost;
                double next = sum + part;
                lost = (next - sum) - part;
                sum = next;
            }
            out.set(i, sum);
        }
    }

    static void totalCounts(IntArray parts, IntArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            int size = out.getSize();
            int sum = 0;
            for (int at = i; at < parts.getSize(); at += size) {
                sum += parts.get(at);
            }
            out.set(i, sum);
        }
    }

    /** Each row's {@code p - label} and negative log-likelihood. */
    static void logistic(
            DoubleArray rows,
            DoubleArray labels,
            DoubleArray weights,
            DoubleArray errors,
            DoubleArray losses) {
        for (@Parallel int row = 0; row < labels.getSize(); row++) {
            int columns = weights.getSize();
            double score = 0;
            for (int i = 0; i < columns; i++) {
                score += rows.get(row * columns + i) * weights.get(i);
            }
            double small = TornadoMath.exp(score < 0 ? score : -score);
            double label = labels.get(row);
            double p = (score < 0 ? small : 1) / (1 + small);
            errors.set(row, p - label);
            // log(1 + small), without losing the digits of a small one (Kahan)
            double whole = 1 + small;
            double tail = whole == 1 ? small : TornadoMath.log(whole) * (small / (whole - 1));
            losses.set(row, (score > 0 ? score : 0) - label * score + tail);
        }
    }

    /** Each row's error, and half its square. */
    static void linear(
            DoubleArray rows,
            DoubleArray targets,
            DoubleArray weights,
            DoubleArray errors,
            DoubleArray losses) {
        for (@Parallel int row = 0; row < targets.getSize(); row++) {
            int columns = weights.getSize();
            double score = 0;
            for (int i = 0; i < columns; i++) {
                score += rows.get(row * columns + i) * weights.get(i);
            }
            double error = score - targets.get(row);
            errors.set(row, error);
            losses.set(row, error * error / 2);
        }
    }

    /** The sum of a chunk's rows times their errors, and the sum of its losses. */
    static void chunkGradients(
            DoubleArray rows,
            DoubleArray errors,
            DoubleArray losses,
            DoubleArray gradients,
            DoubleArray sums) {
        for (@Parallel int chunk = 0; chunk < sums.getSize(); chunk++) {
            int chunks = sums.getSize();
            int columns = gradients.getSize() / chunks;
            int size = (errors.getSize() + chunks - 1) / chunks;
            int from = chunk * size;
            int to = Math.min(from + size, errors.getSize());
            for (int i = 0; i < columns; i++) {
                gradients.set(chunk * columns + i, 0);
            }
            double loss = 0;
            for (int row = from; row < to; row++) {
                double error = errors.get(row);
                for (int i = 0; i < columns; i++) {
                    int at = chunk * columns + i;
                    gradients.set(at, gradients.get(at) + error * rows.get(row * columns + i));
                }
                loss += losses.get(row);
            }
            sums.set(chunk, loss);
        }
    }
}
