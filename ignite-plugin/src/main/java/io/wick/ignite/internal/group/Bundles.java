package io.wick.ignite.internal.group;

import io.wick.Resources;
import io.wick.error.PlacementGroupException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.exec.Hold;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Errors;
import io.wick.internal.bounded.Recent;
import io.wick.internal.scheduler.group.BundleHost;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What groups have reserved on this node, and the executors that run work within it. Changed by one
 * event at a time; {@link #executor} may be asked by anybody.
 */
final class Bundles {
    private static final int MOST_ENDED = 1000;

    private final LocalExecutor node;
    private final String name;
    private final BiConsumer<Work, WickException> end;
    private final Map<BundleHost.Key, Reserved> reserved = new HashMap<>();
    private final Map<Bundle, LocalExecutor> executors = new ConcurrentHashMap<>();

    /** Why groups have nothing here any more, for those whose holds end with that. */
    private final Map<GroupId, PlacementGroupException> ended =
            Collections.synchronizedMap(new Recent<>(MOST_ENDED));

    private record Bundle(GroupId group, int number) {}

    private record Reserved(Hold hold, Map<Bundle, LocalExecutor> executors) {}

    /**
     * @param end ends a work with an error
     */
    Bundles(LocalExecutor node, String name, BiConsumer<Work, WickException> end) {
        this.node = node;
        this.name = name;
        this.end = end;
    }

    /**
     * Waits for these amounts.
     *
     * @throws IllegalArgumentException when this node does not have so much
     */
    void hold(BundleHost.Key key, Resources amount, Runnable held) {
        reserved.put(key, new Reserved(node.hold(amount, held, () -> {}), new HashMap<>()));
    }

    /** The amounts are held: work may run in them. */
    void open(BundleHost.Key key, Map<Integer, Resources> bundles) {
        Reserved of = reserved.get(key);
        if (of == null) {
            return;
        }
        bundles.forEach(
                (number, amount) -> {
                    var bundle = new Bundle(key.group(), number);
                    var executor = new LocalExecutor(amount, name, node);
                    of.executors.put(bundle, executor);
                    executors.put(bundle, executor);
                });
    }

    /** Ends what runs there, and gives the amounts back when the last thread has let go. */
    void close(BundleHost.Key key, String why) {
        Reserved of = reserved.remove(key);
        if (of == null) {
            return;
        }
        var error =
                new PlacementGroupException(
                        "The placement group it ran in is gone: "
                                + why
                                + ". Submit it elsewhere, or into another group.");
        ended.put(key.group(), Errors.remembered(error));
        of.executors.forEach(executors::remove);
        close(of, work -> end.accept(work, error));
    }

    private void close(Reserved of, Consumer<Work> abandon) {
        var open = new AtomicInteger(of.executors.size() + 1);
        Runnable back =
                () -> {
                    if (open.decrementAndGet() == 0) {
                        node.release(of.hold);
                    }
                };
        for (LocalExecutor executor : of.executors.values()) {
            executor.close(abandon);
            executor.whenIdle(back);
        }
        back.run();
    }

    /** The node closes: all that is queued or runs goes to {@code abandon}. */
    void closeAll(Consumer<Work> abandon) {
        executors.clear();
        reserved.values().forEach(of -> close(of, abandon));
        reserved.clear();
    }

    /** Why a group has ended here; null when that is not known, or the node closes. */
    @Nullable PlacementGroupException ended(GroupId group) {
        return ended.get(group);
    }

    /** What runs work in a bundle; null when it is not reserved here. */
    @Nullable LocalExecutor executor(GroupId group, int bundle) {
        return executors.get(new Bundle(group, bundle));
    }
}
