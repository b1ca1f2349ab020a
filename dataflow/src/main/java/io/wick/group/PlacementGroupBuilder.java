package io.wick.group;

import io.wick.Resources;
import io.wick.Wick;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A placement group about to be made. Each method changes and returns this builder; {@link #create}
 * may be called many times. For use by one thread.
 */
public final class PlacementGroupBuilder {
    private final Wick wick;
    private final List<Resources> bundles = new ArrayList<>();
    private Strategy strategy = Strategy.PACK;
    private String name = "group";

    /** For {@link Wick#placementGroup}. */
    public PlacementGroupBuilder(Wick wick) {
        this.wick = wick;
    }

    /** Adds a bundle, which starts from nothing; the first has number 0. */
    public PlacementGroupBuilder bundle(UnaryOperator<Resources> amount) {
        bundles.add(amount.apply(Resources.NONE));
        return this;
    }

    /** How bundles are dealt out to nodes; {@link Strategy#PACK} when not called. */
    public PlacementGroupBuilder strategy(Strategy strategy) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        return this;
    }

    /** The name shown in errors. */
    public PlacementGroupBuilder named(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Begins to reserve the bundles. Does not wait: tasks may be submitted into the group at once,
     * and wait for it.
     *
     * @throws io.wick.error.InfeasibleException when the nodes there are could never hold it
     * @throws io.wick.error.ClosedException when the engine is closed
     * @throws IllegalArgumentException when there is no bundle, too many, or one asks for nothing
     */
    public PlacementGroup create() {
        var options = new GroupOptions(name, bundles, strategy);
        return new PlacementGroup(wick, wick.engine().groups().create(options), options);
    }
}
