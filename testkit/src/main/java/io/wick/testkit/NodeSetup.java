package io.wick.testkit;

import io.wick.WickConfig;

/**
 * Changes the configuration of single nodes of a test cluster, for what an annotation cannot say:
 * attributes, resources of your own, a spill directory. Implementations that an annotation names
 * have a constructor without parameters.
 *
 * <pre>{@code
 * final class OneWithDisk implements NodeSetup {
 *     public WickConfig.Builder apply(int node, WickConfig.Builder config) {
 *         return node == 0 ? config.attribute("disk", "ssd") : config;
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface NodeSetup {
    /**
     * Called once for each node before it starts, after addresses and ports are set.
     *
     * @param node 0 for the first node; the member that is the test itself has the last number
     * @param config the builder to change
     * @return the builder to use
     */
    WickConfig.Builder apply(int node, WickConfig.Builder config);

    /** Changes nothing. */
    final class None implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return config;
        }
    }
}
