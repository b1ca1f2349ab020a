package io.wick.ignite.internal.actor;

import io.wick.Action1;
import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LightWork;
import io.wick.ignite.internal.exec.Work;
import io.wick.internal.actor.Place;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an actor has run by itself, in turn with its calls: a timer that fires. */
final class OwnWork extends LightWork implements ActorWork {
    private static final Logger LOG = LoggerFactory.getLogger(OwnWork.class);

    private final LiveActor actor;
    private final Action1<?> action;
    private final String name;
    private final Runnable done;

    /**
     * @param name for the log
     * @param done runs when it has run or will not run
     */
    OwnWork(LiveActor actor, Action1<?> action, String name, Runnable done) {
        super(actor.start().application());
        this.actor = actor;
        this.action = action;
        this.name = name;
        this.done = done;
    }

    @Override
    public Work work() {
        return this;
    }

    @Override
    public LiveActor actor() {
        return actor;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void execute() {
        try {
            ((Action1<Object>) action).call(actor.state(this));
        } catch (Throwable e) {
            if (phase() == RUNNING) {
                LOG.warn("The timer '{}' of {} threw", name, actor, e);
            }
        }
        if (endRunning(FINISHED)) {
            forgetChildren();
        }
        done.run();
    }

    @Override
    protected void crashed(Throwable e) {
        LOG.warn("The timer '{}' of {} failed", name, actor, e);
    }

    @Override
    public void die(WickException cause) {
        abandon();
    }

    @Override
    public void bounce(@Nullable Place to) {
        abandon();
    }
}
