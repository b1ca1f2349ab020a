package io.wick.internal.numeric;

import io.wick.numeric.Doubles;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** A stretch of an array of doubles. */
final class DoubleWindow extends Window {
    private final Doubles array;
    private final WindowMemory memory;
    private final double[] copied;
    private DoubleBuffer buffer;
    private LongBuffer bits;
    private int base;

    DoubleWindow(Doubles array, int size) {
        this.array = array;
        this.memory = new WindowMemory(array, size);
        this.copied = new double[memory.copies() ? size : 0];
        this.buffer = memory.bytes().asDoubleBuffer();
        this.bits = memory.bytes().asLongBuffer();
    }

    @Override
    void load(long from, int count) {
        if (memory.copies()) {
            array.read(from, copied, 0, count);
            MemorySegment.copy(copied, 0, memory.room(), ValueLayout.JAVA_DOUBLE, 0, count);
            return;
        }
        if (memory.show(from, count)) {
            buffer = memory.bytes().asDoubleBuffer();
            bits = memory.bytes().asLongBuffer();
        }
        base = memory.place(from);
    }

    /** Where elements are, from {@link #base} on. */
    DoubleBuffer buffer() {
        return buffer;
    }

    /** The place of the first element in {@link #buffer}. */
    int base() {
        return base;
    }

    @Override
    void read(int from, double[] into, int count) {
        DoubleBuffer x = buffer;
        int at = Bounds.place(base + from);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            into[i] = x.get(at + i);
        }
    }

    @Override
    void cross(Cross around, double centre, double side, Output to, int at, int count) {
        double[] into = ((Output.OfDoubles) to).room();
        DoubleBuffer x = ((DoubleWindow) around.left()).buffer;
        DoubleBuffer above = ((DoubleWindow) around.above()).buffer;
        DoubleBuffer below = ((DoubleWindow) around.below()).buffer;
        int west = ((DoubleWindow) around.left()).base;
        int north = ((DoubleWindow) around.above()).base;
        int south = ((DoubleWindow) around.below()).base;
        double left = x.get(west);
        double here = x.get(west + 1);
        for (int i = 0; i < count; i++) { // of five buffers C2 makes vectors, in seconds at times
            double right = x.get(west + 2 + i);
            double sides = left + right;
            double ends = above.get(north + i) + below.get(south + i);
            into[at + i] = centre * here + side * (sides + ends);
            left = here;
            here = right;
        }
    }

    @Override
    void spread(DoubleBuffer into, int row, int rows, int width) {
        DoubleBuffer x = buffer;
        int column = 0;
        for (; column + 3 < width; column += 4) { // each line of the cache is seen four times less
            int from = base + column;
            int at = column * RowTile.STEP + row;
            for (int i = 0; i < rows; i++) {
                into.put(at + i, x.get(from));
                into.put(at + i + RowTile.STEP, x.get(from + 1));
                into.put(at + i + 2 * RowTile.STEP, x.get(from + 2));
                into.put(at + i + 3 * RowTile.STEP, x.get(from + 3));
                from += width;
            }
        }
        for (; column < width; column++) {
            for (int i = 0; i < rows; i++) {
                into.put(column * RowTile.STEP + row + i, x.get(base + i * width + column));
            }
        }
    }

    @Override
    void gather(IntWindow places, double[] into, int count) {
        DoubleBuffer x = buffer;
        IntBuffer place = places.buffer();
        int at = places.base();
        int first = Bounds.place(base);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            into[i] = x.get(first + place.get(at + i));
        }
    }

    @Override
    void multiply(Window others, IntWindow places, double[] into, int count) {
        DoubleBuffer x = buffer;
        DoubleBuffer y = ((DoubleWindow) others).buffer;
        IntBuffer place = places.buffer();
        int at = places.base();
        int mine = base;
        int first = ((DoubleWindow) others).base;
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            into[i] = x.get(mine + i) * y.get(first + place.get(at + i));
        }
    }

    @Override
    void addTo(double[] lanes, int count) {
        DoubleBuffer x = buffer;
        int at = Bounds.place(base);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            lanes[i] += x.get(at + i);
        }
    }

    @Override
    void addProductsTo(double[] lanes, Window other, int from, int count) {
        DoubleBuffer x = buffer;
        DoubleBuffer y = ((DoubleWindow) other).buffer;
        int at = Bounds.place(base);
        int others = Bounds.place(((DoubleWindow) other).base + from);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            lanes[i] += x.get(at + i) * y.get(others + i);
        }
    }

    @Override
    void addScaledTo(double[] sums, double by, int from, int count) {
        DoubleBuffer x = buffer;
        int at = Bounds.place(base + from);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            sums[i] += by * x.get(at + i);
        }
    }

    @Override
    void addMomentsTo(double[] sums, double[] squares, double above, int count) {
        DoubleBuffer x = buffer;
        int at = Bounds.place(base);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            double apart = x.get(at + i) - above;
            sums[i] += apart;
            squares[i] += apart * apart;
        }
    }

    @Override
    double total(int count) {
        DoubleBuffer x = buffer;
        int at = Bounds.place(base);
        int n = Bounds.count(count);
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += x.get(at + i);
            b += x.get(at + i + 1);
            c += x.get(at + i + 2);
            d += x.get(at + i + 3);
        }
        for (; i < n; i++) {
            a += x.get(at + i);
        }
        return a + b + (c + d);
    }

    @Override
    double scan(double before, Output to, int count) {
        double[] into = ((Output.OfDoubles) to).room();
        DoubleBuffer x = buffer;
        int at = Bounds.place(base);
        int n = Bounds.count(count);
        double sum = before;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            double first = x.get(at + i);
            double second = x.get(at + i + 1);
            double third = x.get(at + i + 2);
            double fourth = x.get(at + i + 3);
            into[i] = sum += first;
            into[i + 1] = sum += second;
            into[i + 2] = sum += third;
            into[i + 3] = sum += fourth;
            a += first;
            b += second;
            c += third;
            d += fourth;
        }
        for (; i < n; i++) {
            double each = x.get(at + i);
            into[i] = sum += each;
            a += each;
        }
        to.setLast(sum);
        return a + b + (c + d);
    }

    @Override
    void ends(long[] keys, int count) {
        LongBuffer x = bits;
        int at = Bounds.place(base);
        long least = keys[0];
        long greatest = keys[1];
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            long each = x.get(at + i);
            long key = each ^ ((each >> 63) & Long.MAX_VALUE);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        keys[0] = least;
        keys[1] = greatest;
    }

    @Override
    long keyOf(double value) {
        long each = Double.doubleToRawLongBits(value);
        return each ^ ((each >> 63) & Long.MAX_VALUE);
    }

    @Override
    double ofKey(long key) {
        return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
    }

    @Override
    void intervals(double low, double high, int bins, int[] into, int count) {
        DoubleBuffer x = buffer;
        int at = Bounds.place(base);
        double by = bins / (high - low);
        int last = bins - 1;
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            double each = x.get(at + i);
            int place = Math.min(last, (int) ((each - low) * by));
            into[i] = each >= low && each <= high ? place : bins;
        }
    }
}
