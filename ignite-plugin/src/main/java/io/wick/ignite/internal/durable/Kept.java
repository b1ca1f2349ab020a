package io.wick.ignite.internal.durable;

import io.wick.error.StoreFullException;
import io.wick.error.TaskCancelledException;
import io.wick.error.WickException;
import io.wick.graph.DurableRun.State;
import io.wick.ignite.internal.graph.DurableId;
import io.wick.ignite.internal.graph.KeptRun;
import io.wick.ignite.internal.graph.RunOwner;
import io.wick.internal.run.DurableLife;
import io.wick.internal.run.Evidence;
import io.wick.internal.run.Predecessor;

import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import javax.cache.CacheException;

/** A durable run that this node keeps. Thread-safe. */
final class Kept implements KeptRun {
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int TRIES = 20;

    private final RunKeeper keeper;
    private final DurableLife life;
    private final @Nullable Predecessor predecessor;
    private int newest;
    private volatile RunOwner.@Nullable Keeping keeping;
    private volatile boolean single;
    private volatile boolean over;

    /**
     * @param life with this node as its keeper
     * @param predecessor its last keeper, who is lost
     */
    Kept(RunKeeper keeper, DurableLife life, @Nullable Predecessor predecessor) {
        this.predecessor = predecessor;
        this.keeper = keeper;
        this.life = life;
    }

    @Override
    public DurableId id() {
        return new DurableId(life.id(), life.term());
    }

    DurableLife life() {
        return life;
    }

    String name() {
        return life.about().name();
    }

    /** It is about to run here. */
    void begins(RunOwner.Keeping running, boolean singleResult) {
        single = singleResult;
        keeping = running;
    }

    /** How many vertices have run. */
    int done() {
        RunOwner.Keeping running = keeping;
        return running == null ? life.done() : running.done();
    }

    /** Looks whether the cluster wants something else than this node does. */
    void compare(@Nullable DurableLife now, RunRecords records) {
        RunOwner.Keeping running = keeping;
        if (running == null || over) {
            return;
        }
        if (now == null
                || !now.id().equals(life.id())
                || now.state() == State.RUNNING && now.term() != life.term()) {
            over = true;
            running.drop();
            keeper.over(this);
        } else if (now.state() == State.RUNNING) {
            if (now.cancelled()) {
                running.cancel();
            }
            if (now.done() != running.done()) {
                var change = RunChange.ran(life.id(), life.term(), running.done());
                var unused = records.change(name(), change);
            }
        }
    }

    @Override
    public @Nullable Predecessor predecessor() {
        return predecessor;
    }

    @Override
    public synchronized void begins(int epoch, BitSet own, Evidence evidence) {
        UUID me = life.keeper();
        if (epoch < newest || me == null || over) {
            return;
        }
        newest = epoch;
        byte[] left = EvidenceCode.bytes(new Predecessor(me, own, evidence));
        try {
            keeper.leave(life.id(), left);
        } catch (CacheException | IgniteException | IllegalStateException e) {
            LOG.warn(
                    "The next keeper of durable run '{}' would not know what vertices killed",
                    name(),
                    e);
        }
    }

    @Override
    public void ended(@Nullable WickException error, List<Object> outcomes) {
        if (error != null) {
            failed(error);
            return;
        }
        byte[] result;
        try {
            result = keeper.code().done(outcomes, single);
        } catch (WickException e) {
            failed(e);
            return;
        } catch (CacheException | IgniteException | IllegalStateException e) {
            failed(Attempts.error(name(), e));
            return;
        }
        tellSurely(State.DONE, result);
    }

    private void failed(WickException error) {
        State how = error instanceof TaskCancelledException ? State.CANCELLED : State.FAILED;
        tellSurely(how, keeper.code().failed(error));
    }

    private void tellSurely(State how, byte[] end) {
        if (!tell(how, end)) {
            keeper.callbacks().execute(() -> insist(how, end));
        }
    }

    /** Whether the cluster knows now, or does not want to. */
    private boolean tell(State how, byte[] end) {
        for (int i = 0; i < TRIES && !keeper.isStopped(); i++) {
            try {
                keeper.record(this, how, end);
                over = true;
                return true;
            } catch (CacheException | IgniteException | IllegalStateException e) {
                if (how == State.DONE && Attempts.isFull(e)) {
                    String why = "Its result of " + end.length + " bytes has no room";
                    return tell(State.FAILED, keeper.code().failed(new StoreFullException(why, e)));
                }
                LOG.debug("The end of durable run '{}' is told a little later", name(), e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private void insist(State how, byte[] end) {
        while (!keeper.isStopped() && !tell(how, end)) {
            LOG.warn("The end of durable run '{}' cannot be told; tried again", name());
        }
    }
}
