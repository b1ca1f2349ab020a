package io.wick.internal.scheduler.group;

import io.wick.Resources;
import io.wick.group.GroupId;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What nodes say to each other about a group. Links keep order and deliver once, or not at all when
 * a node has left; a round numbers the attempts of one group to reserve, so that answers to an
 * older one are known as such.
 */
public sealed interface GroupMessage {
    /** The group it is about. */
    GroupId group();

    /**
     * Owner to the node that keeps the line: it wants to reserve.
     *
     * @param names the resources it needs
     * @param holds whether it has other bundles already, which somebody may wait for
     */
    record Enter(GroupId group, Set<String> names, boolean holds) implements GroupMessage {}

    /** Owner to the keeper of the line: not now; these resources are scarce. It keeps its place. */
    record Pass(GroupId group, Set<String> lacking) implements GroupMessage {}

    /** Owner to the keeper of the line: it wants its turn again. */
    record Again(GroupId group) implements GroupMessage {}

    /** Owner to the keeper of the line: it needs no turn any more. */
    record Leave(GroupId group) implements GroupMessage {}

    /** Keeper of the line to owner: it is this group's turn. */
    record Turn(GroupId group) implements GroupMessage {}

    /** Owner to host: what room is there? */
    record AskRoom(GroupId group, int round) implements GroupMessage {}

    /**
     * Host to owner.
     *
     * @param free what nobody holds now
     * @param lasting what no actor and no bundle holds: the rest comes free when tasks end
     */
    record Room(GroupId group, int round, Resources free, Resources lasting)
            implements GroupMessage {}

    /** Owner to host: reserve these bundles, by number, but do not wait longer than this. */
    record Prepare(GroupId group, int round, Map<Integer, Resources> bundles, long patienceMillis)
            implements GroupMessage {}

    /** Host to owner: they are reserved until the lease ends; or they are not. */
    record Prepared(GroupId group, int round, boolean reserved) implements GroupMessage {}

    /** Owner to host: all nodes have reserved; keep it. */
    record Commit(GroupId group, int round) implements GroupMessage {}

    /** Owner to host: give back what was reserved in this round. */
    record Abort(GroupId group, int round) implements GroupMessage {}

    /** Owner to host: the group is gone, and why; give everything back. */
    record Remove(GroupId group, String why) implements GroupMessage {}

    /** Host to owner: what was reserved in this round is given back, its lease had ended. */
    record Lost(GroupId group, int round) implements GroupMessage {}

    /** Any node to owner: where are the bundles? Answered when all are reserved. */
    record Where(GroupId group, long question) implements GroupMessage {}

    /** Owner: there. */
    record At(GroupId group, long question, List<UUID> nodes) implements GroupMessage {}

    /**
     * Owner: nowhere, and never again.
     *
     * @param infeasible whether no node could ever hold it
     */
    record Gone(GroupId group, long question, String why, boolean infeasible)
            implements GroupMessage {}

    /** Any node to owner: remove it. */
    record AskRemove(GroupId group) implements GroupMessage {}
}
