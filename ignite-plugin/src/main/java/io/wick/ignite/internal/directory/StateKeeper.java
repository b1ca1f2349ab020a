package io.wick.ignite.internal.directory;

import io.wick.actor.Checkpointable;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorRestartingException;
import io.wick.ignite.internal.actor.Activation;
import io.wick.ignite.internal.actor.Keeper;
import io.wick.ignite.internal.cluster.MajorityWatch;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.Values;
import io.wick.internal.actor.CallWindow;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.mem.IgniteOutOfMemoryException;
import org.apache.ignite.internal.util.typedef.X;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.cache.CacheException;

/**
 * Checkpoints of one life, in the cache of states. Used by the thread that runs the actor's calls,
 * one at a time.
 */
final class StateKeeper implements Keeper {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_NANOS = 100_000_000;

    private final IgniteCache<UUID, byte[]> states;
    private final MajorityWatch majority;
    private final Values values;
    private final Outcomes outcomes;
    private final Supplier<@Nullable Activation> life;
    private final Predicate<UUID> isMember;
    private final UUID actor;
    private final int incarnation;
    private final Checkpoints when;
    private final Map<UUID, CallWindow<byte[]>> windows = new HashMap<>();
    private @Nullable Kept kept;
    private long sequence;
    private int unwritten;
    private long unwrittenSince;

    /**
     * The keeper of a life that has sealed the state.
     *
     * @param life where to ask for a later look
     * @param isMember whether a node is in the cluster
     */
    StateKeeper(
            IgniteCache<UUID, byte[]> states,
            MajorityWatch majority,
            Values values,
            Outcomes outcomes,
            Supplier<@Nullable Activation> life,
            Predicate<UUID> isMember,
            UUID actor,
            int incarnation,
            Checkpoints when) {
        this.states = states;
        this.majority = majority;
        this.values = values;
        this.outcomes = outcomes;
        this.life = life;
        this.isMember = isMember;
        this.actor = actor;
        this.incarnation = incarnation;
        this.when = when;
    }

    /** Takes over what an earlier life left; with the actor's classes. */
    void restore(StateChange.Sealed sealed) {
        sequence = sealed.fence().sequence();
        Checkpoint before = Checkpoint.read(sealed.kept());
        if (before == null) {
            return;
        }
        before.windows().forEach(windows::put);
        byte[] state = before.state();
        kept =
                new Kept(
                        before.isWhole(),
                        values.read(new ByteReader(state, 0, state.length), null));
    }

    @Override
    public @Nullable Kept kept() {
        Kept given = kept;
        kept = null; // the actor has it now
        return given;
    }

    @Override
    public boolean holdsReplies() {
        return when instanceof Checkpoints.BeforeReply;
    }

    @Override
    public @Nullable Object outcomeOf(UUID caller, long number, long confirmed) {
        CallWindow<byte[]> window = windows.get(caller);
        if (window == null) {
            return null;
        }
        window.confirm(confirmed);
        return switch (window.decide(number)) {
            case CallWindow.Decision.Apply<byte[]> _ -> null;
            case CallWindow.Decision.Drop<byte[]> _ ->
                    new Failure(
                            new ActorRestartingException(
                                    actor.toString(),
                                    "Call " + number + " came again after it was answered",
                                    null)); // nobody waits for it
            case CallWindow.Decision.Answer<byte[]>(byte[] result) ->
                    outcomes.read(new ByteReader(result, 0, result.length), null);
        };
    }

    @Override
    public void applied(@Nullable UUID caller, long number, Object outcome) {
        if (caller == null || !holdsReplies()) {
            return;
        }
        var window = windows.computeIfAbsent(caller, node -> new CallWindow<>());
        if (window.decide(number) instanceof CallWindow.Decision.Apply<byte[]>) {
            var out = new ByteWriter();
            outcomes.write(out, outcome, null, true, false);
            window.applied(number, out.toByteArray());
        }
    }

    @Override
    public Verdict afterCalls(int calls, Object state) {
        if (unwritten == 0 && calls > 0) {
            unwrittenSince = System.nanoTime();
        }
        unwritten += calls;
        return switch (when) {
            case Checkpoints.None() -> Verdict.GO_ON;
            case Checkpoints.BeforeReply() -> unwritten == 0 ? Verdict.GO_ON : write(state);
            case Checkpoints.Every(int most, Duration time) -> {
                if (unwritten == 0) {
                    yield Verdict.GO_ON;
                }
                long left = unwrittenSince + time.toNanos() - System.nanoTime();
                if (unwritten >= most || left <= 0) {
                    yield write(state);
                }
                lookAgain(left);
                yield Verdict.GO_ON;
            }
        };
    }

    private void lookAgain(long nanos) {
        Activation here = life.get();
        if (here != null) {
            here.checkSoon(nanos);
        }
    }

    private Verdict write(Object state) {
        windows.keySet().removeIf(isMember.negate()); // nobody sends its calls again
        if (!isWritten(StateChange.write(incarnation, sequence + 1, encode(state)))) {
            return Verdict.FENCED;
        }
        sequence++;
        unwritten = 0;
        return Verdict.GO_ON;
    }

    /**
     * The write has a number: it may be repeated when nobody said what became of it.
     *
     * @throws io.wick.error.DisconnectedException when the part of the cluster that goes on may not
     *     have it
     */
    private boolean isWritten(StateChange write) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean isWritten = states.invoke(actor, write) != null;
                majority.awaitSure();
                return isWritten;
            } catch (CacheException | IgniteException | IllegalStateException e) {
                if (majority.isLost()) {
                    majority.awaitSure(); // says so
                }
                if (attempt == ATTEMPTS || X.hasCause(e, IgniteOutOfMemoryException.class)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What is to be kept of a state now; for a life that moves. */
    byte[] encode(Object state) {
        return encode(state, values, windows);
    }

    static byte[] encode(Object state, Values values, Map<UUID, CallWindow<byte[]>> windows) {
        var out = new ByteWriter();
        boolean isWhole = !(state instanceof Checkpointable<?>);
        values.write(out, state instanceof Checkpointable<?> own ? own.checkpoint() : state, null);
        return Checkpoint.write(isWhole, windows, out);
    }

    /** Whether an earlier life has left something. */
    boolean hasState() {
        return sequence > 0;
    }
}
