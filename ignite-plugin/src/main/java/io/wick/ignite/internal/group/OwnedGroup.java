package io.wick.ignite.internal.group;

import io.wick.internal.scheduler.group.GroupReservation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** A group that was made here. Touched by one event at a time. */
final class OwnedGroup {
    private final GroupReservation reservation;
    private final List<Asker> askers = new ArrayList<>();

    /**
     * @param bundle the one that is asked for; -1 for all
     */
    private record Asker(int bundle, Consumer<Where> told) {}

    OwnedGroup(GroupReservation reservation) {
        this.reservation = reservation;
    }

    GroupReservation reservation() {
        return reservation;
    }

    /** Tells where it is, now or later. */
    void ask(int bundle, Consumer<Where> told) {
        askers.add(new Asker(bundle, told));
        tellPlaced();
    }

    /** The nodes of the bundles, null for those that have none. */
    @Nullable UUID[] nodes() {
        var nodes = new UUID[reservation.options().bundles().size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = reservation.node(i);
        }
        return nodes;
    }

    /** Tells those whose bundle has a node. */
    void tellPlaced() {
        if (askers.isEmpty()) {
            return;
        }
        @Nullable UUID[] nodes = nodes();
        boolean all = reservation.phase() == GroupReservation.Phase.PLACED;
        for (Asker asker : List.copyOf(askers)) {
            UUID node = asker.bundle < 0 ? null : nodes[asker.bundle];
            if (node != null) {
                tell(asker, List.of(node));
            } else if (asker.bundle < 0 && all) {
                tell(asker, Arrays.stream(nodes).map(Objects::requireNonNull).toList());
            }
        }
    }

    private void tell(Asker asker, List<UUID> nodes) {
        askers.remove(asker);
        asker.told.accept(new Where.At(nodes));
    }

    /** Tells all that it has ended. */
    void tellGone(Where.Gone gone) {
        List<Asker> all = List.copyOf(askers);
        askers.clear();
        all.forEach(asker -> asker.told.accept(gone));
    }
}
