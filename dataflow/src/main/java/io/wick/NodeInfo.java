package io.wick;

import java.util.Map;
import java.util.UUID;

/**
 * A node of the cluster as seen from here.
 *
 * @param id Ignite's node id
 * @param local whether it is this node
 * @param worker whether it runs tasks; clients do not
 * @param capacity what its tasks may hold together
 * @param attributes what {@link Placement.WithAttribute} matches
 */
public record NodeInfo(
        UUID id,
        boolean local,
        boolean worker,
        Resources capacity,
        Map<String, String> attributes) {
    public NodeInfo {
        attributes = Map.copyOf(attributes);
    }
}
