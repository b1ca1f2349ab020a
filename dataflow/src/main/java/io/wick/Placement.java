package io.wick;

import io.wick.group.PlacementGroup;

import java.util.UUID;

/** Where a task should run. Immutable; see {@link TaskBuilder} for the usual way to choose one. */
public sealed interface Placement {
    /**
     * Whether what holds this can run here at all, as far as that is known before it is placed.
     *
     * @throws IllegalArgumentException when it is to run in a bundle that does not exist
     * @throws io.wick.error.InfeasibleException when it asks for more than its bundle has
     */
    default void check(Resources request) {
        if (this instanceof InGroup(PlacementGroup group, int bundle)) {
            group.check(bundle, request);
        }
    }

    /** Where most bytes of input are, then where there is least to do. The default. */
    record Auto() implements Placement {}

    /** On the node that holds the object of this ref; like {@link Auto} when it is small. */
    record NearRef(ObjectRef<?> ref) implements Placement {}

    /** On the primary node of this key of an Ignite cache, when the task is dispatched. */
    record NearKey(String cache, Object key) implements Placement {}

    /** On this node and no other; the task fails when the node has left. */
    record OnNode(UUID node) implements Placement {}

    /** Round robin over all nodes that can run the task. */
    record Spread() implements Placement {}

    /** On any node whose attribute has this value. */
    record WithAttribute(String name, String value) implements Placement {}

    /** In a bundle of a placement group, and of what that has reserved. */
    record InGroup(PlacementGroup group, int bundle) implements Placement {}

    /** The default placement. */
    Placement AUTO = new Auto();
}
