package io.wick.group;

import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.error.InfeasibleException;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Resources of one or several nodes, reserved together: all of them, or none. Tasks and actors that
 * run in a bundle take from what it reserved, not from what its node has free.
 *
 * <pre>{@code
 * try (PlacementGroup group = wick.placementGroup()
 *         .bundle(r -> r.cpus(1)).bundle(r -> r.cpus(1).custom("license", 1))
 *         .strategy(Strategy.STRICT_SPREAD).create()) {
 *     group.await(Duration.ofSeconds(10));
 *     ObjectRef<Double> part = wick.task(Solver::solve, cells).in(group, 1).submit();
 * }
 * }</pre>
 *
 * <p><b>Waiting.</b> What cannot be reserved now waits until it can. Groups get a resource that is
 * scarce in the order in which they asked; one that lacks something does not hold back others that
 * do not want that. While it waits, a group keeps nothing reserved for longer than some seconds.
 *
 * <p><b>Life.</b> It lives until {@link #remove} or until the node that made it leaves. When the
 * node of a bundle leaves, that bundle is placed anew, and its tasks run again like others; the
 * other bundles stay. When none can take it for about half a minute, because there is no such node
 * or other groups and actors hold what it needs, the group fails.
 *
 * <p>Thread-safe. A function may capture it: where it runs, it means the same group.
 */
public final class PlacementGroup implements AutoCloseable {
    private final Wick wick;
    private final GroupId id;
    private final GroupOptions options;

    PlacementGroup(Wick wick, GroupId id, GroupOptions options) {
        this.wick = wick;
        this.id = id;
        this.options = options;
    }

    /** Its identity in the cluster. */
    public GroupId id() {
        return id;
    }

    /** The name shown in errors. */
    public String name() {
        return options.name();
    }

    /** What its bundles reserve, in order. */
    public List<Resources> bundles() {
        return options.bundles();
    }

    /** How its bundles are dealt out to nodes. */
    public Strategy strategy() {
        return options.strategy();
    }

    /**
     * Complete when all bundles are reserved; its value is the node of each, in order. Fails with
     * {@link InfeasibleException} when that has become impossible, or {@link
     * io.wick.error.PlacementGroupException} when the group is gone. Each call asks anew.
     */
    public ObjectRef<List<UUID>> ready() {
        return wick.engine().groups().ready(id);
    }

    /**
     * Waits until all bundles are reserved and gives the node of each, in order.
     *
     * @throws io.wick.error.GetTimeoutException when they are not in time; the group goes on
     *     waiting
     * @throws InfeasibleException when that has become impossible
     * @throws io.wick.error.PlacementGroupException when the group is gone
     */
    public List<UUID> await(Duration timeout) {
        return ready().get(timeout);
    }

    /**
     * Gives all resources back, also those of a group that still waits; a bundle's when its last
     * task has let go. What runs in it is interrupted; that and what was still to run fails with
     * {@link io.wick.error.PlacementGroupException}. The second time nothing happens.
     */
    public void remove() {
        wick.engine().groups().remove(id);
    }

    /** {@link #remove}. */
    @Override
    public void close() {
        remove();
    }

    /**
     * Checks that a bundle can hold this.
     *
     * @throws IllegalArgumentException when there is no such bundle
     * @throws InfeasibleException when the bundle is smaller
     */
    public void check(int bundle, Resources request) {
        List<Resources> bundles = options.bundles();
        if (bundle < 0 || bundle >= bundles.size()) {
            throw new IllegalArgumentException(
                    this + " has bundles 0 to " + (bundles.size() - 1) + ", got " + bundle);
        }
        if (!bundles.get(bundle).covers(request)) {
            throw new InfeasibleException(
                    "Bundle "
                            + bundle
                            + " of "
                            + this
                            + " has "
                            + bundles.get(bundle)
                            + ", and "
                            + request
                            + " is asked of it. Ask for less, or make the bundle larger.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacementGroup group && id.equals(group.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "placement group '" + options.name() + "'";
    }
}
