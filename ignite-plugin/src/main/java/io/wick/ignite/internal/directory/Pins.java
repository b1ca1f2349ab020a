package io.wick.ignite.internal.directory;

import io.wick.ObjectRef;
import io.wick.error.WickException;
import io.wick.ignite.internal.actor.Start;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.function.RefScan;

import org.apache.ignite.IgniteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.cache.CacheException;

/**
 * Keeps what constructors in the directory refer to. A recipe that was written before its arguments
 * were complete is written again with their values when they are. Refs that a constructor captures
 * stay refs; the node that made the actor holds them while both live. Thread-safe.
 */
final class Pins {
    private static final Logger LOG = LoggerFactory.getLogger(Pins.class);

    private final DirectoryContext context;
    private final ActorCaches caches;
    private final Map<UUID, List<ObjectRef<?>>> held = new ConcurrentHashMap<>();

    Pins(DirectoryContext context, ActorCaches caches) {
        this.context = context;
        this.caches = caches;
    }

    /** Whether all arguments that are refs have a value, so that it can be copied now. */
    static boolean areComplete(Start start) {
        return Arrays.stream(start.constructor().args())
                .allMatch(arg -> !(arg instanceof ObjectRef<?> ref) || ref.isDone());
    }

    /** Whether the constructor, or an argument, has refs inside. */
    static boolean capturesRefs(Start start) {
        return !captured(start).isEmpty();
    }

    private static List<ObjectRef<?>> captured(Start start) {
        var found = new ArrayList<ObjectRef<?>>(0);
        Object fn = start.constructor().fn();
        FunctionShape shape = FunctionShape.of(fn.getClass());
        if (shape.mayHoldRefs()) {
            for (Object each : shape.captured(fn)) {
                RefScan.scan(each, found::add);
            }
        }
        for (Object arg : start.constructor().args()) {
            if (!(arg instanceof ObjectRef<?>)) {
                RefScan.scan(arg, found::add);
            }
        }
        return found;
    }

    /**
     * Holds what an actor made here refers to.
     *
     * @param copied whether its recipe has the values of its arguments already
     */
    void keep(Start start, boolean copied) {
        UUID id = start.profile().id();
        List<ObjectRef<?>> inside = captured(start);
        if (copied) {
            held.put(id, inside);
            return;
        }
        var all = new ArrayList<>(inside);
        for (Object arg : start.constructor().args()) {
            if (arg instanceof ObjectRef<?> ref) {
                all.add(ref);
            }
        }
        held.put(id, all);
        context.callbacks().execute(() -> copy(start, inside));
    }

    private void copy(Start start, List<ObjectRef<?>> inside) {
        UUID id = start.profile().id();
        try {
            byte[] recipe = Recipe.write(start, context.values(), true); // waits for them
            if (held.containsKey(id)) {
                caches.recipes().replace(id, recipe);
            }
        } catch (WickException | CacheException | IgniteException | IllegalStateException e) {
            LOG.debug("The arguments of actor {} stay refs", start.profile().shown(), e);
            return;
        }
        if (inside.isEmpty()) {
            held.remove(id);
        } else {
            held.replace(id, inside);
        }
    }

    /** An actor is dead: nothing of it is needed. */
    void drop(UUID actor) {
        held.remove(actor);
    }

    /** The actors made here that refer to something. */
    Set<UUID> actors() {
        return held.keySet();
    }
}
