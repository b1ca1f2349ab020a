package io.wick.internal.numeric;

import io.wick.numeric.Floats;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** A stretch of an array of floats. */
final class FloatWindow extends Window {
    private final Floats array;
    private final WindowMemory memory;
    private final float[] copied;
    private final float[] scaled = new float[SIZE];
    private FloatBuffer buffer;
    private IntBuffer bits;
    private int base;

    FloatWindow(Floats array, int size) {
        this.array = array;
        this.memory = new WindowMemory(array, size);
        this.copied = new float[memory.copies() ? size : 0];
        this.buffer = memory.bytes().asFloatBuffer();
        this.bits = memory.bytes().asIntBuffer();
    }

    @Override
    void load(long from, int count) {
        if (memory.copies()) {
            array.read(from, copied, 0, count);
            MemorySegment.copy(copied, 0, memory.room(), ValueLayout.JAVA_FLOAT, 0, count);
            return;
        }
        if (memory.show(from, count)) {
            buffer = memory.bytes().asFloatBuffer();
            bits = memory.bytes().asIntBuffer();
        }
        base = memory.place(from);
    }

    /** Where elements are, from {@link #base} on. */
    FloatBuffer buffer() {
        return buffer;
    }

    /** The place of the first element in {@link #buffer}. */
    int base() {
        return base;
    }

    @Override
    void read(int from, double[] into, int count) {
        FloatBuffer x = buffer;
        int at = Bounds.place(base + from);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            into[i] = x.get(at + i);
        }
    }

    @Override
    void cross(Cross around, double centre, double side, Output to, int at, int count) {
        float[] into = ((Output.OfFloats) to).room();
        FloatBuffer x = buffer;
        FloatBuffer left = ((FloatWindow) around.left()).buffer;
        FloatBuffer right = ((FloatWindow) around.right()).buffer;
        FloatBuffer above = ((FloatWindow) around.above()).buffer;
        FloatBuffer below = ((FloatWindow) around.below()).buffer;
        int here = Bounds.place(base);
        int west = Bounds.place(((FloatWindow) around.left()).base);
        int east = Bounds.place(((FloatWindow) around.right()).base);
        int north = Bounds.place(((FloatWindow) around.above()).base);
        int south = Bounds.place(((FloatWindow) around.below()).base);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            double sides = (double) left.get(west + i) + right.get(east + i);
            double ends = (double) above.get(north + i) + below.get(south + i);
            into[at + i] = (float) (centre * x.get(here + i) + side * (sides + ends));
        }
    }

    @Override
    void spread(DoubleBuffer into, int row, int rows, int width) {
        FloatBuffer x = buffer;
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
        FloatBuffer x = buffer;
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
        FloatBuffer x = buffer;
        FloatBuffer y = ((FloatWindow) others).buffer;
        IntBuffer place = places.buffer();
        int at = places.base();
        int mine = base;
        int first = ((FloatWindow) others).base;
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            into[i] = (double) x.get(mine + i) * y.get(first + place.get(at + i));
        }
    }

    @Override
    void addTo(double[] lanes, int count) {
        FloatBuffer x = buffer;
        int at = Bounds.place(base);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            lanes[i] += x.get(at + i);
        }
    }

    @Override
    void addProductsTo(double[] lanes, Window other, int from, int count) {
        FloatBuffer x = buffer;
        FloatBuffer y = ((FloatWindow) other).buffer;
        int at = Bounds.place(base);
        int others = Bounds.place(((FloatWindow) other).base + from);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            lanes[i] += (double) x.get(at + i) * y.get(others + i);
        }
    }

    @Override
    void addScaledTo(double[] sums, double by, int from, int count) {
        FloatBuffer x = buffer;
        int at = Bounds.place(base + from);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            sums[i] += by * x.get(at + i);
        }
    }

    @Override
    void addMomentsTo(double[] sums, double[] squares, double above, int count) {
        FloatBuffer x = buffer;
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
        FloatBuffer x = buffer;
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
        float[] into = ((Output.OfFloats) to).room();
        FloatBuffer x = buffer;
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
            into[i] = (float) (sum += first);
            into[i + 1] = (float) (sum += second);
            into[i + 2] = (float) (sum += third);
            into[i + 3] = (float) (sum += fourth);
            a += first;
            b += second;
            c += third;
            d += fourth;
        }
        for (; i < n; i++) {
            double each = x.get(at + i);
            into[i] = (float) (sum += each);
            a += each;
        }
        to.setLast(sum);
        return a + b + (c + d);
    }

    @Override
    void ends(long[] keys, int count) {
        IntBuffer x = bits;
        int at = Bounds.place(base);
        int least = (int) keys[0];
        int greatest = (int) keys[1];
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            int each = x.get(at + i);
            int key = each ^ ((each >> 31) & Integer.MAX_VALUE);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        keys[0] = least;
        keys[1] = greatest;
    }

    @Override
    long keyOf(double value) {
        int each = Float.floatToRawIntBits((float) value);
        return each ^ ((each >> 31) & Integer.MAX_VALUE);
    }

    @Override
    double ofKey(long key) {
        int each = (int) key;
        return Float.intBitsToFloat(each ^ ((each >> 31) & Integer.MAX_VALUE));
    }

    @Override
    void intervals(double low, double high, int bins, int[] into, int count) {
        float from = (float) low;
        scale(from, bins / ((float) high - from), count);
        truncate(bins - 1, into, count);
        int first = (int) keyOf(low == 0 ? -0.0 : low);
        int last = (int) keyOf(high == 0 ? 0.0 : high);
        IntBuffer x = bits;
        int at = Bounds.place(base);
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) { // no branches: random ones cost more than all of this
            int each = x.get(at + i);
            int key = each ^ ((each >> 31) & Integer.MAX_VALUE);
            int apart = Math.min(Math.max(key, first), last) ^ key;
            int outside = (apart | -apart) >> 31;
            into[i] = outside & bins | ~outside & into[i];
        }
    }

    private void scale(float from, float by, int count) {
        FloatBuffer x = buffer;
        int at = Bounds.place(base);
        float[] to = scaled;
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            to[i] = (x.get(at + i) - from) * by;
        }
    }

    private void truncate(int most, int[] into, int count) {
        float[] from = scaled;
        int n = Bounds.count(count);
        for (int i = 0; i < n; i++) {
            into[i] = Math.min(most, (int) from[i]);
        }
    }
}
