package io.wick.ignite.internal.task;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.Members;
import io.wick.internal.scheduler.Stragglers;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Watches the speculative tasks of this node, and has second attempts made of those that are slow.
 * Called on all threads; looks around only while there are such tasks.
 */
final class Speculation {
    private static final long EVERY_MILLIS = 100;

    private final TaskOwner owner;
    private final Placing placing;
    private final Members members;
    private final Executor dispatcher;
    private final Stragglers<RacingTask> stragglers = new Stragglers<>();
    private boolean looking;

    Speculation(TaskOwner owner, Placing placing, Members members, Executor dispatcher) {
        this.owner = owner;
        this.placing = placing;
        this.members = members;
        this.dispatcher = dispatcher;
    }

    /** An attempt is about to be placed. */
    synchronized void placed(RacingTask attempt) {
        stragglers.placed(attempt, attempt.kind(), System.nanoTime());
        if (!looking) {
            looking = true;
            lookLater();
        }
    }

    private void lookLater() {
        var unused =
                owner.context().timer().schedule(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        List<RacingTask> slow;
        synchronized (this) {
            slow = stragglers.slow(System.nanoTime());
            looking = !stragglers.isEmpty();
            if (looking) {
                lookLater();
            }
        }
        slow.forEach(attempt -> dispatcher.execute(() -> tryElsewhere(attempt)));
    }

    /** On the dispatcher. */
    private void tryElsewhere(RacingTask slow) {
        UUID at = slow.slowNode();
        UUID to = at == null ? null : placing.elsewhere(slow, at);
        if (to == null) {
            return; // looked at again soon
        }
        boolean here = to.equals(owner.context().local());
        Link link = here ? null : members.link(to);
        RacingTask second = here || link != null ? slow.second() : null;
        if (second == null) {
            return;
        }
        synchronized (this) {
            stragglers.placed(second, second.kind(), System.nanoTime());
            stragglers.doubled(slow, true);
            stragglers.doubled(second, true);
        }
        owner.begins(second, link);
        if (second.isDone()) {
            ended(second); // the first has come meanwhile
        }
    }

    /** Its function begins. */
    synchronized void begun(RacingTask attempt) {
        stragglers.begun(attempt, System.nanoTime());
    }

    /** It has given the result. */
    synchronized void completed(RacingTask attempt) {
        stragglers.completed(attempt, System.nanoTime());
    }

    /** It is not under way any more. */
    synchronized void ended(RacingTask attempt) {
        stragglers.ended(attempt);
    }

    /** It is the only one again. */
    synchronized void single(RacingTask attempt) {
        stragglers.doubled(attempt, false);
    }
}
