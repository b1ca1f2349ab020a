package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

import java.util.Map;

/** The tasks of sorts. Floats and doubles are sorted by their bits, as ints and longs. */
final class SortTasks {
    private static final int BITS = 8;

    private static final int CHUNK = 1024;

    /** Chunks of keys, at most; each is worth a thread. */
    private static final int CHUNKS = 256;

    private SortTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("sort.int", (tasks, call) -> ints(tasks, call.ints(0), call.ints(1)));
        kernels.put("sort.long", (tasks, call) -> longs(tasks, call.longs(0), call.longs(1)));
        kernels.put("sort.float", new ByBits(ElementType.INT));
        kernels.put("sort.double", new ByBits(ElementType.LONG));
    }

    /** A sort of numbers whose slots are of the whole numbers with the same bits. */
    private record ByBits(ElementType bits) implements DeviceKernel {
        @Override
        public ElementType slotType(ElementType type) {
            return bits;
        }

        @Override
        public void addTo(Tasks tasks, BoundCall call) {
            if (bits == ElementType.INT) {
                IntArray keys = tasks.scratch(bits, call.size(0), IntArray.class);
                IntArray sorted = tasks.scratch(bits, call.size(0), IntArray.class);
                tasks.graph().task(tasks.next(), Sorting::order, call.ints(0), 0, keys);
                ints(tasks, keys, sorted);
                tasks.graph().task(tasks.next(), Sorting::order, sorted, 1, call.ints(1));
            } else {
                LongArray keys = tasks.scratch(bits, call.size(0), LongArray.class);
                LongArray sorted = tasks.scratch(bits, call.size(0), LongArray.class);
                tasks.graph().task(tasks.next(), Sorting::orderLongs, call.longs(0), 0, keys);
                longs(tasks, keys, sorted);
                tasks.graph().task(tasks.next(), Sorting::orderLongs, sorted, 1, call.longs(1));
            }
        }
    }

    private static void ints(Tasks tasks, IntArray keys, IntArray sorted) {
        IntArray other = tasks.scratch(ElementType.INT, keys.getSize(), IntArray.class);
        IntArray third = tasks.scratch(ElementType.INT, keys.getSize(), IntArray.class);
        IntArray counts = counts(tasks, keys.getSize());
        IntArray totals = tasks.scratch(ElementType.INT, Sorting.DIGITS, IntArray.class);
        IntArray from = keys;
        for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
            boolean last = shift + BITS == Integer.SIZE;
            IntArray to = last ? sorted : from == other ? third : other;
            int flip = last ? 0x80 : 0;
            tasks.graph().task(tasks.next(), Sorting::count, from, shift, flip, counts);
            places(tasks, counts, totals);
            tasks.graph().task(tasks.next(), Sorting::put, from, shift, flip, counts, totals, to);
            from = to;
        }
    }

    private static void longs(Tasks tasks, LongArray keys, LongArray sorted) {
        LongArray other = tasks.scratch(ElementType.LONG, keys.getSize(), LongArray.class);
        LongArray third = tasks.scratch(ElementType.LONG, keys.getSize(), LongArray.class);
        IntArray counts = counts(tasks, keys.getSize());
        IntArray totals = tasks.scratch(ElementType.INT, Sorting.DIGITS, IntArray.class);
        LongArray from = keys;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            boolean last = shift + BITS == Long.SIZE;
            LongArray to = last ? sorted : from == other ? third : other;
            int flip = last ? 0x80 : 0;
            tasks.graph().task(tasks.next(), Sorting::countLongs, from, shift, flip, counts);
            places(tasks, counts, totals);
            tasks.graph()
                    .task(tasks.next(), Sorting::putLongs, from, shift, flip, counts, totals, to);
            from = to;
        }
    }

    private static void places(Tasks tasks, IntArray counts, IntArray totals) {
        tasks.graph()
                .task(tasks.next(), Sorting::before, counts, totals)
                .task(tasks.next(), Sorting::lower, totals);
    }

    private static IntArray counts(Tasks tasks, int keys) {
        int chunks = Math.clamp(keys / CHUNK, 1, CHUNKS);
        return tasks.scratch(ElementType.INT, chunks * Sorting.DIGITS, IntArray.class);
    }
}
