package io.wick.ignite.internal.durable;

import io.wick.graph.DurableRun.State;
import io.wick.internal.run.DurableLife;

import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import javax.cache.processor.MutableEntry;

/**
 * Changes the record of a durable run on its primary node, unless its name is another's by now.
 * Gives the record after it; null when there is none of this run. May run more than once.
 */
@SuppressWarnings("serial") // Ignite's binary format takes it
final class RunChange implements CacheEntryProcessor<String, byte[], byte @Nullable []> {
    private final UUID run;
    private final Kind kind;
    private final int term;
    private final @Nullable UUID node;
    private final int done;
    private final long millis;

    private enum Kind {
        KEEP,
        CANCEL,
        RAN,
        DONE,
        FAILED,
        CANCELLED,
        REMOVE
    }

    private RunChange(UUID run, Kind kind, int term, @Nullable UUID node, int done, long millis) {
        this.run = run;
        this.kind = kind;
        this.term = term;
        this.node = node;
        this.done = done;
        this.millis = millis;
    }

    /** {@link DurableLife#keptBy}. */
    static RunChange keep(DurableLife seen, UUID node) {
        return new RunChange(seen.id(), Kind.KEEP, seen.term(), node, 0, 0);
    }

    /** {@link DurableLife#cancel}. */
    static RunChange cancel(UUID run) {
        return new RunChange(run, Kind.CANCEL, 0, null, 0, 0);
    }

    /** {@link DurableLife#ran}. */
    static RunChange ran(UUID run, int term, int done) {
        return new RunChange(run, Kind.RAN, term, null, done, 0);
    }

    /** {@link DurableLife#ended}. */
    static RunChange ended(UUID run, int term, State how, int done, long millis) {
        Kind kind =
                switch (how) {
                    case DONE -> Kind.DONE;
                    case FAILED -> Kind.FAILED;
                    case CANCELLED -> Kind.CANCELLED;
                    case RUNNING -> throw new IllegalArgumentException("RUNNING is no end");
                };
        return new RunChange(run, kind, term, null, done, millis);
    }

    /** Removes it, whatever its state. */
    static RunChange remove(UUID run) {
        return new RunChange(run, Kind.REMOVE, 0, null, 0, 0);
    }

    @Override
    public byte @Nullable [] process(MutableEntry<String, byte[]> entry, Object... arguments) {
        byte[] value = entry.getValue();
        DurableLife life = value == null ? null : LifeCode.life(value);
        if (life == null || !life.id().equals(run)) {
            return null;
        }
        if (kind == Kind.REMOVE) {
            entry.remove();
            return value;
        }
        DurableLife next = changed(life);
        if (next != life) {
            value = LifeCode.bytes(next);
            entry.setValue(value);
        }
        return value;
    }

    private DurableLife changed(DurableLife life) {
        UUID by = node;
        return switch (kind) {
            case KEEP -> by == null ? life : life.keptBy(by, term);
            case CANCEL -> life.cancel();
            case RAN -> life.ran(term, done);
            case DONE -> life.ended(term, State.DONE, done, millis);
            case FAILED -> life.ended(term, State.FAILED, done, millis);
            case CANCELLED -> life.ended(term, State.CANCELLED, done, millis);
            case REMOVE -> life;
        };
    }
}
