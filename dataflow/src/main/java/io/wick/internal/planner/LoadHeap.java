package io.wick.internal.planner;

/**
 * The least loaded of some sites. Loads only grow; the heap learns of it when a site comes up, so
 * that planning a vertex costs nothing here unless its load is asked for.
 */
final class LoadHeap {
    private final double[] busy;
    private final int[] heap;
    private final double[] key;
    private final int[] rank;

    /**
     * A heap of the first {@code count} of {@code sites}; the earlier one wins between equals.
     *
     * @param busy load by site; read at each {@link #least}
     */
    LoadHeap(double[] busy, int[] sites, int count) {
        this.busy = busy;
        this.heap = java.util.Arrays.copyOf(sites, count);
        this.key = new double[count];
        this.rank = new int[count];
        for (int i = 0; i < count; i++) {
            key[i] = busy[heap[i]];
            rank[i] = i;
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** The site with the least load. */
    int least() {
        while (key[0] != busy[heap[0]]) {
            key[0] = busy[heap[0]];
            sink(0);
        }
        return heap[0];
    }

    private void sink(int from) {
        int at = from;
        int site = heap[at];
        double load = key[at];
        int order = rank[at];
        int size = heap.length;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(child + 1, key[child], rank[child])) {
                child++;
            }
            if (!before(child, load, order)) {
                break;
            }
            heap[at] = heap[child];
            key[at] = key[child];
            rank[at] = rank[child];
            at = child;
        }
        heap[at] = site;
        key[at] = load;
        rank[at] = order;
    }

    private boolean before(int i, double load, int order) {
        return key[i] < load || key[i] == load && rank[i] < order;
    }
}
