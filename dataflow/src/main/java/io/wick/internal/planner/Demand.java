package io.wick.internal.planner;

import io.wick.Resources;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What some stages ask of a node, and the sites that have it. Sites are ordered: those to be used
 * first come first. Of these, {@link #active} are worth using at all.
 */
final class Demand {
    /** How much longer than a message a site must be busy in a level to be worth using. */
    static final double SPREAD_FACTOR = 2;

    /**
     * What is asked.
     *
     * @param source whether it is asked by values and sources, which run anywhere
     * @param attribute what a node must have; null for nothing
     * @param spread whether the sites take turns
     */
    record Key(
            boolean source,
            Resources resources,
            Map.@Nullable Entry<String, String> attribute,
            boolean spread) {}

    final Key key;

    /** By site: the part of it that one vertex takes while it runs; negative when it cannot. */
    private final double[] weight;

    /** The sites that can run it. */
    private final int[] sites;

    /** Vertices that the first i sites run at a time, at i. */
    private final double[] slots;

    /** Whether it is what all sites can run. */
    final boolean everywhere;

    /** How many of its sites are worth using. */
    int active = 1;

    /** Expected time of its free vertices in the level that has most of it. */
    double heaviest;

    /** Sums that are made for each level: of free vertices, and of those bound to a home. */
    double levelNanos;

    double boundNanos;

    /** The part of its sites' share that is only its own. */
    double own;

    /** The site that got the last vertex that nothing drew anywhere. */
    int cursor;

    private @Nullable LoadHeap loads;
    private int turn;

    /**
     * Finds the sites.
     *
     * @param order all sites, those to be used first coming first
     */
    Demand(Key key, List<Site> all, int[] order) {
        this.key = key;
        this.weight = new double[all.size()];
        int[] able = new int[all.size()];
        int count = 0;
        for (int site : order) {
            weight[site] = weight(all.get(site));
            if (weight[site] >= 0) {
                able[count++] = site;
            }
        }
        this.sites = Arrays.copyOf(able, count);
        this.everywhere = count == all.size();
        this.slots = new double[count + 1];
        for (int i = 0; i < count; i++) {
            slots[i + 1] = slots[i] + 1 / Math.max(1e-9, weight[sites[i]]);
        }
        this.cursor = count == 0 ? -1 : sites[0];
    }

    private double weight(Site site) {
        Resources capacity = site.capacity();
        if (key.source()) {
            return 1000.0 / Math.max(1000, capacity.thousandths(Resources.CPU));
        }
        var attribute = key.attribute();
        if (attribute != null
                && !attribute.getValue().equals(site.attributes().get(attribute.getKey()))) {
            return -1;
        }
        double most = 0;
        for (var entry : key.resources().amounts().entrySet()) {
            long has = capacity.thousandths(entry.getKey());
            if (has < entry.getValue()) {
                return -1;
            }
            most = Math.max(most, (double) entry.getValue() / has);
        }
        return most;
    }

    boolean canRun(int site) {
        return weight[site] >= 0;
    }

    /** The time a site is busy with one vertex, when it runs as many as it can. */
    double busy(int site, double nanos) {
        return weight[site] * nanos;
    }

    int count() {
        return sites.length;
    }

    int[] sites() {
        return sites;
    }

    int first() {
        return sites[0];
    }

    /** The next site in turn. */
    int turn() {
        return sites[turn++ % sites.length];
    }

    /** Vertices that the first sites run at a time. */
    double slots(int count) {
        return slots[count];
    }

    /** Chooses the sites worth using; {@code busy} is their load now and later. */
    void activate(double latency, double[] busy) {
        active = worthwhile(latency);
        loads = new LoadHeap(busy, sites, active);
        for (int i = 0; i < active; i++) {
            own += busy[sites[i]] / active;
        }
    }

    /** The least loaded of the sites worth using. */
    int least() {
        return Objects.requireNonNull(loads, "activate comes first").least();
    }

    /** How many sites are worth using, when their first input takes that long to get there. */
    int worthwhile(double latency) {
        double worth = heaviest / (SPREAD_FACTOR * Math.max(1, latency));
        int at = Arrays.binarySearch(slots, worth);
        int count = at >= 0 ? at : -at - 2;
        return Math.clamp(count, 1, Math.max(1, sites.length));
    }

    /** The site for a place between 0 and 1 when the first {@code count} sites share in order. */
    int block(double place, int count) {
        double wanted = place * slots[count];
        int at = Arrays.binarySearch(slots, 0, count + 1, wanted);
        return sites[Math.clamp(at >= 0 ? at : -at - 2, 0, count - 1)];
    }
}
