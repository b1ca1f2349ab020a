package io.wick.internal.run;

import io.wick.internal.planner.Site;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The nodes of the cluster and which of them this run does without: those that stopped answering,
 * until they are heard of again, and those where jobs would not start.
 */
final class Roster {
    /** After so many jobs in a row that would not start, a node gets none any more. */
    static final int MAX_STRIKES = 2;

    private List<Site> sites = List.of();
    private Set<UUID> ids = Set.of();
    private final Set<UUID> silent = new LinkedHashSet<>();
    private final Map<UUID, Integer> strikes = new HashMap<>();

    /** Who left and who came. */
    record Change(Set<UUID> left, Set<UUID> joined) {
        boolean isEmpty() {
            return left.isEmpty() && joined.isEmpty();
        }

        /** One that left and how many more. */
        String whoLeft() {
            String one = String.valueOf(left.iterator().next());
            return left.size() == 1 ? one : one + " and " + (left.size() - 1) + " more";
        }
    }

    /** Takes the nodes there are now. */
    Change update(List<Site> now) {
        var idsNow = new HashSet<UUID>();
        now.forEach(site -> idsNow.add(site.id()));
        var left = new LinkedHashSet<UUID>();
        for (Site site : sites) {
            if (!idsNow.contains(site.id())) {
                left.add(site.id());
            }
        }
        var joined = new LinkedHashSet<UUID>();
        for (Site site : now) {
            if (!ids.contains(site.id())) {
                joined.add(site.id());
            }
        }
        sites = List.copyOf(now);
        ids = idsNow;
        silent.removeAll(left);
        strikes.keySet().removeAll(left);
        return new Change(left, joined);
    }

    /** Whether exactly the nodes of {@code others} are there. */
    boolean isSame(List<Site> others) {
        if (others.size() != sites.size()) {
            return false;
        }
        for (Site site : others) {
            if (!ids.contains(site.id())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a node is in the cluster. */
    boolean contains(UUID node) {
        return ids.contains(node);
    }

    /** The nodes that get jobs. */
    List<Site> eligible() {
        return excludesNone()
                ? sites
                : sites.stream().filter(site -> !isExcluded(site.id())).toList();
    }

    private boolean isExcluded(UUID node) {
        return silent.contains(node) || strikes.getOrDefault(node, 0) >= MAX_STRIKES;
    }

    /** Whether all nodes get jobs. */
    boolean excludesNone() {
        return silent.isEmpty() && strikes.values().stream().allMatch(n -> n < MAX_STRIKES);
    }

    /** All nodes get jobs again. */
    void forgive() {
        silent.clear();
        strikes.clear();
    }

    /** A node does not answer. */
    void silent(UUID node) {
        if (ids.contains(node)) {
            silent.add(node);
        }
    }

    /** A job would not start on a node; true when it is to get none any more. */
    boolean strike(UUID node) {
        if (ids.contains(node)) {
            strikes.merge(node, 1, Integer::sum);
        }
        return isExcluded(node);
    }

    /** A job on a node got somewhere. */
    void clear(UUID node) {
        strikes.remove(node);
    }

    /** A node said something; true when it had been silent and gets jobs again. */
    boolean heard(UUID node) {
        return silent.remove(node) && !isExcluded(node);
    }
}
