package io.wick.internal.scheduler.group;

import io.wick.Resources;
import io.wick.group.Strategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Chooses the nodes of bundles. Amounts are whole numbers, so what it gives always fits. Pure.
 *
 * <p>Bundles are taken the largest first; each goes to the first node that has room, in the order
 * that the strategy likes, and where that leads nowhere it is taken back and tried elsewhere, up to
 * a number of steps. Strict spreading is a matching of bundles and nodes, which is exact.
 */
public final class BundlePlacer {
    private BundlePlacer() {}

    /**
     * The outcome.
     *
     * @param nodes the node of each bundle; null when none was found
     * @param certain whether none exists when none was found; a search of many bundles may give up
     */
    public record Outcome(@Nullable List<UUID> nodes, boolean certain) {}

    /**
     * Places the bundles that have no node yet.
     *
     * @param bundles all bundles of the group
     * @param placed the node of each bundle that stays where it is, null for those to be placed;
     *     what they hold is no part of the rooms
     */
    public static Outcome place(
            List<Resources> bundles,
            Strategy strategy,
            List<@Nullable UUID> placed,
            List<NodeRoom> rooms) {
        int[] missing =
                IntStream.range(0, bundles.size()).filter(i -> placed.get(i) == null).toArray();
        String[] names =
                bundles.stream()
                        .flatMap(bundle -> bundle.amounts().keySet().stream())
                        .distinct()
                        .toArray(String[]::new);
        long[][] wants = new long[missing.length][];
        for (int i = 0; i < missing.length; i++) {
            wants[i] = amounts(bundles.get(missing[i]), names);
        }
        long[][] room = new long[rooms.size()][];
        int[] taken = new int[rooms.size()];
        for (int i = 0; i < room.length; i++) {
            room[i] = amounts(rooms.get(i).room(), names);
            UUID node = rooms.get(i).node();
            taken[i] = (int) placed.stream().filter(node::equals).count();
        }
        int[] chosen = new int[missing.length];
        boolean spread = strategy == Strategy.SPREAD;
        var search = new BundleSearch(wants, room, taken, spread);
        boolean found =
                switch (strategy) {
                    case STRICT_PACK -> onOne(wants, room, taken, chosen);
                    case STRICT_SPREAD -> new BundleMatching(wants, room, taken).match(chosen);
                    case PACK -> onOne(wants, room, taken, chosen) || search.find(chosen);
                    case SPREAD -> search.find(chosen);
                };
        boolean certain = !search.gaveUp();
        return new Outcome(found ? nodes(placed, missing, chosen, rooms) : null, certain);
    }

    /**
     * The resources for which alone there is no room; all that are asked for when each would fit
     * alone.
     */
    public static Set<String> lacking(
            List<Resources> bundles,
            Strategy strategy,
            List<@Nullable UUID> placed,
            List<NodeRoom> rooms) {
        var all = new TreeSet<String>();
        var lacking = new TreeSet<String>();
        for (int i = 0; i < bundles.size(); i++) {
            if (placed.get(i) == null) {
                all.addAll(bundles.get(i).amounts().keySet());
            }
        }
        for (String name : all) {
            List<Resources> alone = bundles.stream().map(bundle -> only(bundle, name)).toList();
            if (place(alone, strategy, placed, rooms).nodes() == null) {
                lacking.add(name);
            }
        }
        return lacking.isEmpty() ? all : lacking;
    }

    private static Resources only(Resources bundle, String name) {
        var one = new TreeMap<String, Long>();
        one.put(name, bundle.thousandths(name));
        return new Resources(one);
    }

    private static long[] amounts(Resources resources, String[] names) {
        return Arrays.stream(names).mapToLong(resources::thousandths).toArray();
    }

    private static List<UUID> nodes(
            List<@Nullable UUID> placed, int[] missing, int[] chosen, List<NodeRoom> rooms) {
        var nodes = new ArrayList<UUID>();
        int next = 0;
        for (int i = 0; i < placed.size(); i++) {
            UUID stays = placed.get(i);
            if (next < missing.length && missing[next] == i) {
                stays = rooms.get(chosen[next++]).node();
            }
            if (stays == null) {
                throw new IllegalStateException("Bundle " + i + " was not placed");
            }
            nodes.add(stays);
        }
        return nodes;
    }

    /** All on one node, that of bundles which stay if there are such, else the roomiest. */
    private static boolean onOne(long[][] wants, long[][] room, int[] taken, int[] chosen) {
        boolean bound = Arrays.stream(taken).anyMatch(count -> count > 0);
        int best = -1;
        for (int node = 0; node < room.length; node++) {
            if ((!bound || taken[node] > 0)
                    && fitsAll(wants, room[node])
                    && (best < 0 || roomier(room[node], room[best]))) {
                best = node;
            }
        }
        Arrays.fill(chosen, best);
        return best >= 0;
    }

    private static boolean fitsAll(long[][] wants, long[] room) {
        for (int name = 0; name < room.length; name++) {
            long left = room[name];
            for (long[] want : wants) {
                left -= want[name];
                if (left < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean fits(long[] want, long[] room) {
        for (int name = 0; name < room.length; name++) {
            if (want[name] > room[name]) {
                return false;
            }
        }
        return true;
    }

    /** Compares in the order of names, so that the same rooms always give the same choice. */
    static boolean roomier(long[] one, long[] other) {
        return Arrays.compare(one, other) > 0;
    }
}
