package io.wick.internal.scheduler.group;

import java.util.Arrays;

/**
 * Bundles to different nodes: a maximum matching of a bipartite graph by augmenting paths (Kuhn's
 * algorithm), so it finds one whenever there is one.
 */
final class BundleMatching {
    private final long[][] wants;
    private final long[][] room;
    private final int[] taken;
    private final int[] bundleOf;

    /**
     * @param taken how many bundles of the group each node has already; it gets none if any
     */
    BundleMatching(long[][] wants, long[][] room, int[] taken) {
        this.wants = wants;
        this.room = room;
        this.taken = taken;
        this.bundleOf = new int[room.length];
    }

    /** Fills in the node of each bundle; false when there is no way. */
    boolean match(int[] chosen) {
        Arrays.fill(bundleOf, -1);
        for (int bundle = 0; bundle < wants.length; bundle++) {
            if (!augment(bundle, new boolean[room.length])) {
                return false;
            }
        }
        for (int node = 0; node < room.length; node++) {
            if (bundleOf[node] >= 0) {
                chosen[bundleOf[node]] = node;
            }
        }
        return true;
    }

    /** Gives the bundle a node, moving others along a path if need be. */
    private boolean augment(int bundle, boolean[] seen) {
        for (int node = 0; node < room.length; node++) {
            if (!seen[node] && taken[node] == 0 && BundlePlacer.fits(wants[bundle], room[node])) {
                seen[node] = true;
                if (bundleOf[node] < 0 || augment(bundleOf[node], seen)) {
                    bundleOf[node] = bundle;
                    return true;
                }
            }
        }
        return false;
    }
}
