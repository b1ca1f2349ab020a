package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Reductions on the device: each group takes a block of the elements and leaves one partial value,
 * one group then makes the result of them. Groups have {@link Tasks#GROUP} threads, and as many
 * doubles of local memory. (TornadoVM's own {@code @Reduce} gives wrong sums on PoCL.)
 */
@SuppressWarnings("IdentityBinaryExpression") // isNaN, in what TornadoVM has code for
final class DoubleReductions {
    private DoubleReductions() {}

    static void sum(KernelContext at, DoubleArray x, DoubleArray partial) {
        double[] local = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        double sum = 0;
        int groups = at.globalGroupSizeX / Tasks.GROUP;
        int block = (x.getSize() + groups - 1) / groups;
        int from = at.groupIdx * block;
        int to = Math.min(from + block, x.getSize());
        for (int i = from + at.localIdx; i < to; i += Tasks.GROUP) {
            sum += x.get(i);
        }
        local[me] = sum;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                local[me] += local[me + half];
            }
        }
        if (me == 0) {
            partial.set(at.groupIdx, local[0]);
        }
    }

    static void products(KernelContext at, DoubleArray x, DoubleArray y, DoubleArray partial) {
        double[] local = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        double sum = 0;
        int groups = at.globalGroupSizeX / Tasks.GROUP;
        int block = (x.getSize() + groups - 1) / groups;
        int from = at.groupIdx * block;
        int to = Math.min(from + block, x.getSize());
        for (int i = from + at.localIdx; i < to; i += Tasks.GROUP) {
            sum += x.get(i) * y.get(i);
        }
        local[me] = sum;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                local[me] += local[me + half];
            }
        }
        if (me == 0) {
            partial.set(at.groupIdx, local[0]);
        }
    }

    /** Sums the squares of the distances from {@code mean[0]}. */
    static void squares(KernelContext at, DoubleArray x, DoubleArray mean, DoubleArray partial) {
        double[] local = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        double middle = mean.get(0);
        double sum = 0;
        int groups = at.globalGroupSizeX / Tasks.GROUP;
        int block = (x.getSize() + groups - 1) / groups;
        int from = at.groupIdx * block;
        int to = Math.min(from + block, x.getSize());
        for (int i = from + at.localIdx; i < to; i += Tasks.GROUP) {
            double distance = x.get(i) - middle;
            sum += distance * distance;
        }
        local[me] = sum;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                local[me] += local[me + half];
            }
        }
        if (me == 0) {
            partial.set(at.groupIdx, local[0]);
        }
    }

    /** The least of each group, then the greatest of each; NaN where an element is. */
    static void ends(KernelContext at, DoubleArray x, DoubleArray partial) {
        double[] least = at.allocateDoubleLocalArray(Tasks.GROUP);
        double[] most = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        double low = x.get(0);
        double high = low;
        int groups = at.globalGroupSizeX / Tasks.GROUP;
        int block = (x.getSize() + groups - 1) / groups;
        int from = at.groupIdx * block;
        int to = Math.min(from + block, x.getSize());
        for (int i = from + at.localIdx; i < to; i += Tasks.GROUP) {
            double value = x.get(i);
            if (value < low || value != value) {
                low = low != low ? low : value;
            }
            if (value > high || value != value) {
                high = high != high ? high : value;
            }
        }
        least[me] = low;
        most[me] = high;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                double otherLow = least[me + half];
                double otherHigh = most[me + half];
                if (otherLow < least[me] || otherLow != otherLow) {
                    least[me] = otherLow;
                }
                if (otherHigh > most[me] || otherHigh != otherHigh) {
                    most[me] = otherHigh;
                }
            }
        }
        if (me == 0) {
            partial.set(at.groupIdx, least[0]);
            partial.set(at.groupIdx + partial.getSize() / 2, most[0]);
        }
    }

    /** One thread makes the sum of the partial sums, over {@code over[0]}, as an element. */
    static void finish(DoubleArray partial, int over, int place, DoubleArray out) {
        for (@Parallel int one = 0; one < 1; one++) {
            double sum = 0;
            for (int i = 0; i < partial.getSize(); i++) {
                sum += partial.get(i);
            }
            out.set(place, sum / over);
        }
    }

    static void finishEnds(DoubleArray partial, DoubleArray out) {
        for (@Parallel int end = 0; end < 2; end++) {
            int groups = partial.getSize() / 2;
            double found = partial.get(end * groups);
            for (int i = 1; i < groups; i++) {
                double value = partial.get(end * groups + i);
                boolean further = end == 0 ? value < found : value > found;
                if (value != value || further && found == found) {
                    found = value;
                }
            }
            out.set(end, found);
        }
    }

    static void clear(IntArray counts) {
        for (@Parallel int i = 0; i < counts.getSize(); i++) {
            counts.set(i, 0);
        }
    }

    static void histogram(
            KernelContext at, DoubleArray x, DoubleArray low, DoubleArray high, IntArray counts) {
        double least = low.get(0);
        double most = high.get(0);
        int bins = counts.getSize();
        double scale = bins / (most - least);
        int groups = at.globalGroupSizeX / Tasks.GROUP;
        int block = (x.getSize() + groups - 1) / groups;
        int from = at.groupIdx * block;
        int to = Math.min(from + block, x.getSize());
        for (int i = from + at.localIdx; i < to; i += Tasks.GROUP) {
            double value = x.get(i);
            // the device's code for "least <= value" is "not value < least", true of NaN
            boolean outside = value != value || value < least || value > most;
            if (!outside) {
                int bin = (int) ((value - least) * scale);
                at.atomicAdd(counts, bin < bins ? bin : bins - 1, 1);
            }
        }
    }

    /** The sums of as many chunks as {@code sums} has elements. */
    static void chunkSums(DoubleArray x, DoubleArray sums) {
        for (@Parallel int chunk = 0; chunk < sums.getSize(); chunk++) {
            int size = (x.getSize() + sums.getSize() - 1) / sums.getSize();
            int from = chunk * size;
            int to = Math.min(from + size, x.getSize());
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += x.get(i);
            }
            sums.set(chunk, sum);
        }
    }

    /** Makes each sum that of all before it; with Kahan's correction, since there are many. */
    static void exclusive(DoubleArray sums) {
        for (@Parallel int one = 0; one < 1; one++) {
            double before = 0;
            double lost = 0;
            for (int i = 0; i < sums.getSize(); i++) {
                double sum = sums.get(i) - lost;
                sums.set(i, before);
                double next = before + sum;
                lost = (next - before) - sum;
                before = next;
            }
        }
    }

    static void scan(DoubleArray x, DoubleArray before, DoubleArray out) {
        for (@Parallel int chunk = 0; chunk < before.getSize(); chunk++) {
            int size = (x.getSize() + before.getSize() - 1) / before.getSize();
            int from = chunk * size;
            int to = Math.min(from + size, x.getSize());
            double start = before.get(chunk);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += x.get(i);
                out.set(i, start + sum);
            }
        }
    }
}
