package io.wick.ignite.internal.task;

import io.wick.TaskOptions;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.internal.scheduler.Suspicion;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * An attempt of a speculative task, the first or the second. Both have the same ref and a {@link
 * Race}, which says whose outcome counts; each is fenced by a number of its own as every task is.
 * They say when they begin, by asking as suspects do, so that waiting is told from running.
 */
final class RacingTask extends Task {
    private final Race race;
    private final Speculation speculation;

    RacingTask(
            TaskOwner owner,
            TaskCall call,
            TaskOptions options,
            @Nullable UUID application,
            Speculation speculation) {
        super(
                owner,
                call.fn(),
                call.args(),
                options,
                FunctionShape.of(call.fn().getClass()),
                application);
        this.race = new Race();
        this.speculation = speculation;
        race.begin(this);
    }

    /** Another attempt of the same task. */
    private RacingTask(RacingTask other) {
        super(other);
        this.race = other.race;
        this.speculation = other.speculation;
    }

    /** A second attempt, which is to be placed; null when none is wanted. */
    @Nullable RacingTask second() {
        var second = new RacingTask(this);
        return race.add(second) ? second : null;
    }

    /** The node that has this attempt and is too slow; null when there is nothing to be done. */
    @Nullable UUID slowNode() {
        if (isSuspect()) {
            return null; // it may be what kills nodes
        }
        Link link = away;
        return switch (phase()) {
            case QUEUED, RUNNING -> owner.context().local();
            case AWAY -> link == null ? null : link.id();
            default -> null;
        };
    }

    /** What it is compared with. */
    Object kind() {
        return new Kind(shape, options.name());
    }

    private record Kind(FunctionShape shape, @Nullable String name) {}

    @Override
    protected boolean asksToBegin() {
        return true;
    }

    @Override
    protected void begins() {
        speculation.begun(this);
    }

    @Override
    protected void place(boolean mayBlock) {
        speculation.placed(this);
        super.place(mayBlock);
        if (race.isDecided()) {
            speculation.ended(this); // it was cancelled meanwhile
        }
    }

    @Override
    protected void execute() {
        begins();
        super.execute();
    }

    @Override
    protected void complete(Object[] outcomes) {
        if (!race.wins(this)) {
            discard(outcomes);
            return;
        }
        speculation.completed(this);
        ref().producedBy(this);
        super.complete(outcomes);
        stopLosers();
    }

    @Override
    public void fail(WickException error) {
        speculation.ended(this);
        if (race.ends(this, error)) {
            super.fail(error);
            stopLosers();
        }
    }

    @Override
    protected void lost(Link link, Suspicion.Loss loss) {
        speculation.ended(this);
        RacingTask other = race.leave(this);
        if (other == null) {
            super.lost(link, loss);
        } else {
            other.suspect(other.suspicion().lost(link.id(), loss));
            speculation.single(other);
            move(AWAY, CANCELLED);
        }
    }

    private void stopLosers() {
        for (RacingTask loser : race.takeLosers()) {
            loser.stop();
        }
    }

    private void stop() {
        speculation.ended(this);
        int was = cancelPhase();
        if (was == QUEUED) {
            dequeued();
        } else if (was == AWAY) {
            owner.cancelAway(this);
        }
        cancelChildren();
    }

    @Override
    protected void madeAgain() {
        super.madeAgain();
        race.begin(this);
    }

    @Override
    public boolean cancel() {
        TaskInfo info = info();
        if (!race.decide()) {
            return false;
        }
        stopLosers();
        super.fail(new TaskCancelledException(info, "It was cancelled", null));
        return true;
    }

    @Override
    public boolean isDone() {
        return race.isDecided();
    }
}
