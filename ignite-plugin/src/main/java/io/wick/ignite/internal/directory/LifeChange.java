package io.wick.ignite.internal.directory;

import io.wick.internal.actor.LifeStep;

import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import javax.cache.processor.MutableEntry;

/**
 * Applies an event to a record on its primary node. Gives a byte for what came of it, then the
 * record; null when there is none. May run more than once.
 */
@SuppressWarnings("serial") // Ignite's binary format takes it
final class LifeChange implements CacheEntryProcessor<UUID, byte[], byte @Nullable []> {
    static final byte CHANGED = 0;
    static final byte KNOWN = 1;
    static final byte REFUSED = 2;

    private final byte[] event;

    LifeChange(byte[] event) {
        this.event = event;
    }

    @Override
    public byte @Nullable [] process(MutableEntry<UUID, byte[]> entry, Object... arguments) {
        byte[] value = entry.getValue();
        if (value == null) {
            return null;
        }
        ActorRecord before = ActorRecord.of(value);
        LifeStep step = before.life().apply(LifeCode.readEvent(event));
        byte[] after = value;
        byte kind =
                switch (step) {
                    case LifeStep.Changed _ -> CHANGED;
                    case LifeStep.Known _ -> KNOWN;
                    case LifeStep.Refused _ -> REFUSED;
                };
        if (kind == CHANGED) {
            after = before.with(step.life()).bytes();
            entry.setValue(after);
        }
        var answer = new byte[after.length + 1];
        answer[0] = kind;
        System.arraycopy(after, 0, answer, 1, after.length);
        return answer;
    }
}
