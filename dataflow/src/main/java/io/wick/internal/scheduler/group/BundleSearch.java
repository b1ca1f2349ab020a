package io.wick.internal.scheduler.group;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Depth-first search for nodes of bundles, the largest first. Its first descent is first-fit
 * decreasing; only where that fails are choices taken back. Used once, by one thread.
 */
final class BundleSearch {
    /** After so many choices it gives up: the problem is bin packing. */
    static final int STEPS = 50_000;

    private final long[][] wants;
    private final long[][] room;
    private final int[] count;
    private final boolean spread;
    private final int[] order;
    private int steps;

    /**
     * @param count how many bundles of the group each node has already
     * @param spread whether nodes with few bundles come first, rather than those with some
     */
    BundleSearch(long[][] wants, long[][] room, int[] count, boolean spread) {
        this.wants = wants;
        this.room = Arrays.stream(room).map(long[]::clone).toArray(long[][]::new);
        this.count = count.clone();
        this.spread = spread;
        this.order = largestFirst();
    }

    /** Whether it ended without an answer. */
    boolean gaveUp() {
        return steps > STEPS;
    }

    /** Fills in the node of each bundle; false when none was found. */
    boolean find(int[] chosen) {
        return descend(0, chosen);
    }

    private boolean descend(int depth, int[] chosen) {
        if (depth == order.length) {
            return true;
        }
        int bundle = order[depth];
        int[] candidates = candidates(depth);
        for (int i = 0; i < candidates.length; i++) {
            int node = candidates[i];
            if (hasTwinBefore(candidates, i)) {
                continue;
            }
            if (++steps > STEPS) {
                return false;
            }
            move(bundle, node, 1);
            chosen[bundle] = node;
            if (descend(depth + 1, chosen)) {
                return true;
            }
            move(bundle, node, -1);
        }
        return false;
    }

    private void move(int bundle, int node, int sign) {
        count[node] += sign;
        for (int name = 0; name < wants[bundle].length; name++) {
            room[node][name] -= sign * wants[bundle][name];
        }
    }

    /** Nodes with room for the next bundle, the best first. */
    private int[] candidates(int depth) {
        long[] want = wants[order[depth]];
        int[] able =
                IntStream.range(0, room.length)
                        .filter(node -> BundlePlacer.fits(want, room[node]))
                        .toArray();
        Comparator<Integer> roomiest = (a, b) -> Arrays.compare(room[b], room[a]);
        Comparator<Integer> byCount = Comparator.comparingInt(node -> count[node]);
        Comparator<Integer> best;
        if (spread) {
            best = byCount.thenComparing(roomiest);
        } else if (Arrays.stream(able).anyMatch(node -> count[node] > 0)) {
            best = byCount.reversed().thenComparing(roomiest);
        } else {
            int[] more = new int[room.length];
            for (int node : able) {
                more[node] = howMany(depth, node);
            }
            Comparator<Integer> byMore = Comparator.comparingInt(node -> -more[node]);
            best = byMore.thenComparing(roomiest);
        }
        return IntStream.of(able).boxed().sorted(best).mapToInt(Integer::intValue).toArray();
    }

    /** How many of the bundles from here on a node would take. */
    private int howMany(int depth, int node) {
        long[] left = room[node].clone();
        int many = 0;
        for (int i = depth; i < order.length; i++) {
            long[] want = wants[order[i]];
            if (BundlePlacer.fits(want, left)) {
                many++;
                for (int name = 0; name < left.length; name++) {
                    left[name] -= want[name];
                }
            }
        }
        return many;
    }

    /** A node just like one that was tried leads to the same. */
    private boolean hasTwinBefore(int[] candidates, int at) {
        int node = candidates[at];
        for (int i = 0; i < at; i++) {
            if (Arrays.equals(room[candidates[i]], room[node])
                    && (count[candidates[i]] == count[node])) {
                return true;
            }
        }
        return false;
    }

    private int[] largestFirst() {
        int names = wants.length == 0 ? 0 : wants[0].length;
        double[] most = new double[names];
        for (long[] amounts : room) {
            for (int name = 0; name < names; name++) {
                most[name] = Math.max(most[name], amounts[name]);
            }
        }
        double[] share = new double[wants.length];
        for (int i = 0; i < wants.length; i++) {
            for (int name = 0; name < names; name++) {
                share[i] = Math.max(share[i], wants[i][name] / Math.max(1, most[name]));
            }
        }
        return IntStream.range(0, wants.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -share[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
