package io.wick.internal.planner;

/** Vertices by site in one array: first all are counted, then all are added. */
final class Groups {
    private final int[] start;
    private final int[] next;
    private int[] items = {};

    Groups(int sites) {
        this.start = new int[sites + 1];
        this.next = new int[sites];
    }

    /** Counts one more vertex for a site. */
    void expect(int site) {
        start[site + 1]++;
    }

    /** Ends the counting. */
    void begin() {
        for (int site = 0; site < next.length; site++) {
            next[site] = start[site];
            start[site + 1] += start[site];
        }
        items = new int[start[next.length]];
    }

    /** Adds a vertex that was counted. */
    void add(int site, int vertex) {
        items[next[site]++] = vertex;
    }

    /** How many vertices a site has. */
    int count(int site) {
        return start[site + 1] - start[site];
    }

    /** Copies the vertices of a site. */
    void copy(int site, int[] to, int at) {
        System.arraycopy(items, start[site], to, at, count(site));
    }
}
