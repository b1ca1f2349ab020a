package io.wick.group;

/** How the bundles of a {@link PlacementGroup} are dealt out to nodes. */
public enum Strategy {
    /** On few nodes: all on one where that is possible. The default. */
    PACK,
    /** On many nodes: each on its own as far as there are enough. */
    SPREAD,
    /** All on one node, or none. */
    STRICT_PACK,
    /** Each on a node of its own, or none. */
    STRICT_SPREAD
}
