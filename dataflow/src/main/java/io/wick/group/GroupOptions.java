package io.wick.group;

import io.wick.Resources;

import java.util.List;
import java.util.Objects;

/**
 * What a placement group reserves. Immutable; made by {@link PlacementGroupBuilder}.
 *
 * @param name shown in errors
 * @param bundles what is reserved; each bundle is on one node
 * @param strategy how bundles are dealt out to nodes
 */
public record GroupOptions(String name, List<Resources> bundles, Strategy strategy) {
    /** How many bundles a group may have. */
    public static final int MAX_BUNDLES = 1000;

    public GroupOptions {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a placement group must not be blank");
        }
        bundles = List.copyOf(bundles);
        if (bundles.isEmpty() || bundles.size() > MAX_BUNDLES) {
            throw new IllegalArgumentException(
                    "Placement group '"
                            + name
                            + "' must have 1 to "
                            + MAX_BUNDLES
                            + " bundles, got "
                            + bundles.size()
                            + ". Call bundle(..) for each.");
        }
        for (int i = 0; i < bundles.size(); i++) {
            if (bundles.get(i).amounts().isEmpty()) {
                throw new IllegalArgumentException(
                        "Bundle "
                                + i
                                + " of placement group '"
                                + name
                                + "' asks for nothing. Give it CPUs or another resource.");
            }
        }
        Objects.requireNonNull(strategy, "strategy");
    }
}
