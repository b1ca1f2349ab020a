package io.wick.internal.scheduler.group;

import io.wick.group.GroupId;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The line of groups that want to reserve: one at a time tries, so that two never hold each other's
 * rest. In the order they came, except that those come first which hold something and have lost the
 * rest, since others may wait for what they hold; and one that lacks something lets others pass
 * that do not want it. Not thread-safe.
 */
public final class GroupTurns {
    private final Map<GroupId, Place> line = new LinkedHashMap<>();
    private @Nullable GroupId turn;

    private static final class Place {
        final Set<String> names;
        final boolean holds;
        Set<String> lacking = Set.of();
        boolean wants = true;

        Place(Set<String> names, boolean holds) {
            this.names = names;
            this.holds = holds;
        }
    }

    /** A group comes; one that is here keeps its place. Gives whose turn begins, or null. */
    public @Nullable GroupId enter(GroupId group, Set<String> names, boolean holds) {
        line.computeIfAbsent(group, key -> new Place(names, holds)).wants = true;
        return next();
    }

    /** A group could not reserve and lacks these. Gives whose turn begins, or null. */
    public @Nullable GroupId pass(GroupId group, Set<String> lacking) {
        Place place = line.get(group);
        if (place != null) {
            place.lacking = lacking;
            place.wants = false;
        }
        return endTurn(group);
    }

    /** A group wants its turn again. Gives whose turn begins, or null. */
    public @Nullable GroupId again(GroupId group) {
        Place place = line.get(group);
        if (place != null) {
            place.wants = true;
        }
        return next();
    }

    /** A group needs no turn any more. Gives whose turn begins, or null. */
    public @Nullable GroupId leave(GroupId group) {
        line.remove(group);
        return endTurn(group);
    }

    /** A node left, and its groups with it. Gives whose turn begins, or null. */
    public @Nullable GroupId left(UUID owner) {
        line.keySet().removeIf(group -> group.owner().equals(owner));
        if (turn != null && turn.owner().equals(owner)) {
            turn = null;
        }
        return next();
    }

    /** Whether nobody is here. */
    public boolean isEmpty() {
        return line.isEmpty();
    }

    private @Nullable GroupId endTurn(GroupId group) {
        if (group.equals(turn)) {
            turn = null;
        }
        return next();
    }

    private @Nullable GroupId next() {
        if (turn != null) {
            return null;
        }
        var scarce = new HashSet<String>();
        GroupId first = next(true, scarce);
        turn = first != null ? first : next(false, scarce);
        return turn;
    }

    private @Nullable GroupId next(boolean holds, Set<String> scarce) {
        for (var entry : line.entrySet()) {
            Place place = entry.getValue();
            if (place.holds != holds) {
                continue;
            }
            if (place.wants && Collections.disjoint(place.names, scarce)) {
                return entry.getKey();
            }
            scarce.addAll(place.lacking);
        }
        return null;
    }
}
