package io.wick.ignite.internal.actor;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.error.ActorDeadException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.group.PlacementGroups;
import io.wick.ignite.internal.group.Where;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.Waiter;
import io.wick.ignite.internal.task.TaskContext;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.internal.bounded.Recent;
import io.wick.internal.scheduler.Placer;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Chooses nodes for lives of actors. A bundle that is not reserved, and an object that is not
 * ready, are asked for once, however many wait. Thread-safe; nothing blocks.
 */
final class ActorPlaces {
    private static final int MOST_GRAVES = 1000;
    private static final long AGAIN_MILLIS = 100;

    private final TaskOwner owner;
    private final Members members;
    private final Executor callbacks;

    /** By {@link Bundle} or {@link Ref}: who is told. */
    private final Map<Object, Set<Runnable>> waiting = new HashMap<>();

    private final Map<GroupId, WickException> gone = new Recent<>(MOST_GRAVES);

    private record Bundle(GroupId group, int number) {}

    /**
     * @param callbacks tells those who wait
     */
    ActorPlaces(TaskOwner owner, Members members, Executor callbacks) {
        this.owner = owner;
        this.members = members;
        this.callbacks = callbacks;
    }

    private TaskContext context() {
        return owner.context();
    }

    /** The bundle that an actor is to live in; null for none. */
    static Placement.@Nullable InGroup bundle(Start start) {
        return start.options().placement() instanceof Placement.InGroup in ? in : null;
    }

    /**
     * Where a life is to begin.
     *
     * @param task its start, which says what it needs
     * @param again told, after a {@link Choice.Later}, when it is time to ask again; a caller that
     *     asks often gives the same each time
     */
    Choice choose(Start start, StartTask task, Runnable again) {
        return switch (start.options().placement()) {
            case Placement.InGroup in -> inGroup(in, start, again);
            case Placement.NearRef(ObjectRef<?> ref) -> near(own(ref), start, task, again);
            default -> decide(task);
        };
    }

    private Choice decide(StartTask task) {
        return switch (owner.decide(task)) {
            case Placer.Decision.Place(UUID node) -> new Choice.At(node);
            case Placer.Decision.Infeasible(String reason) -> new Choice.Nowhere(reason);
        };
    }

    private Ref<?> own(ObjectRef<?> any) {
        if (any instanceof Ref<?> ref && ref.home() == context().refs()) {
            return ref;
        }
        throw new IllegalArgumentException(
                any.id()
                        + " was made by another Wick of this JVM. Make the actor there, or leave"
                        + " near(..) out.");
    }

    /** An object that is lost when its actor starts again leaves all nodes to it. */
    private Choice near(Ref<?> ref, Start start, StartTask task, Runnable again) {
        Choice somewhere = decide(task); // also says now that no node could ever hold it
        if (ref.outcome() == null && !(somewhere instanceof Choice.Nowhere)) {
            if (join(ref, again) && !ref.onCompletion(told(ref))) {
                tell(ref);
            }
            return new Choice.Later("it is to live near " + ref.id() + ", which is not ready");
        }
        if (ref.outcome() instanceof Failure(WickException error) && start.incarnation() == 1) {
            return new Choice.Never(
                    new ActorDeadException(
                            start.profile().shown(),
                            "The object that it was to live near failed: " + error.getMessage(),
                            error));
        }
        return somewhere;
    }

    private Waiter told(Ref<?> ref) {
        return new Waiter() {
            @Override
            protected void completed(Ref<?> done) {
                tell(ref);
            }
        };
    }

    private Choice inGroup(Placement.InGroup in, Start start, Runnable again) {
        PlacementGroups groups = context().groups();
        var bundle = new Bundle(in.group().id(), in.bundle());
        UUID node = groups.node(in);
        if (node != null && members.takesWork(node)) {
            return new Choice.At(node);
        }
        WickException error = ended(bundle.group);
        if (error != null) {
            return new Choice.Never(groupGone(start.profile(), error));
        }
        if (join(bundle, again)) {
            if (node == null) {
                groups.whenPlaced(in, where -> told(bundle, where));
            } else { // it leaves, or has just left, which this node is about to hear
                groups.forget(bundle.group);
                var unused =
                        context()
                                .timer()
                                .schedule(() -> tell(bundle), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return new Choice.Later(
                "bundle " + in.bundle() + " of " + in.group() + " is not reserved now");
    }

    private synchronized @Nullable WickException ended(GroupId group) {
        return gone.get(group);
    }

    private void told(Bundle bundle, Where where) {
        if (where instanceof Where.Gone(WickException error)) {
            synchronized (this) {
                gone.put(bundle.group, error);
            }
        }
        tell(bundle);
    }

    /** Adds who is to be told; true for the first, who asks. */
    private synchronized boolean join(Object what, Runnable again) {
        Set<Runnable> known = waiting.get(what);
        if (known != null) {
            known.add(again);
            return false;
        }
        var fresh = new LinkedHashSet<Runnable>(2);
        fresh.add(again);
        waiting.put(what, fresh);
        return true;
    }

    private void tell(Object what) {
        Set<Runnable> all;
        synchronized (this) {
            all = waiting.remove(what);
        }
        if (all != null) {
            all.forEach(callbacks::execute);
        }
    }

    /** An actor could not begin in its bundle: where that is must be asked for. */
    void forget(Start start) {
        Placement.InGroup in = bundle(start);
        if (in != null) {
            context().groups().forget(in.group().id());
        }
    }

    /** Why an actor of a group that is gone has ended. */
    static ActorDeadException groupGone(ActorProfile actor, WickException cause) {
        return new ActorDeadException(
                actor.shown(), "Its placement group has ended: " + cause.getMessage(), cause);
    }
}
