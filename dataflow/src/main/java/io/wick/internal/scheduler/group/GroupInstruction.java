package io.wick.internal.scheduler.group;

import io.wick.Resources;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What {@link GroupReservation} and {@link BundleHost} want done, in order. */
public sealed interface GroupInstruction {
    /** To a node, which may be this one. */
    record Send(UUID node, GroupMessage message) implements GroupInstruction {}

    /** To the node that keeps the line. */
    record SendToLine(GroupMessage message) implements GroupInstruction {}

    /** Call {@link GroupReservation#alarm} with this step after a time. */
    record WakeOwner(int step, long millis) implements GroupInstruction {}

    /** All bundles are reserved, there. */
    record Ready(List<UUID> nodes) implements GroupInstruction {}

    /**
     * The group has ended.
     *
     * @param infeasible whether no node could ever hold it
     */
    record Ended(String why, boolean infeasible) implements GroupInstruction {}

    /** Get these amounts of this node; then call {@link BundleHost#held}. */
    record Hold(BundleHost.Key key, Resources amount) implements GroupInstruction {}

    /** Call {@link BundleHost#alarm} after a time. */
    record WakeHost(BundleHost.Key key, BundleHost.Phase during, long millis)
            implements GroupInstruction {}

    /** The amounts are held: run work in these bundles. */
    record Open(BundleHost.Key key, Map<Integer, Resources> bundles) implements GroupInstruction {}

    /**
     * End what runs in its bundles if they are open, and give the amounts back; or wait no more.
     */
    record Close(BundleHost.Key key, String why) implements GroupInstruction {}
}
