package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.actor.Fence;

import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import javax.cache.processor.MutableEntry;

/**
 * Seals a state for an incarnation, or writes it, on its primary node. May run more than once.
 *
 * <p>Sealing gives the fence and what is kept, writing the fence alone; null when a later
 * incarnation has sealed it.
 */
@SuppressWarnings("serial") // Ignite's binary format takes it
final class StateChange implements CacheEntryProcessor<UUID, byte[], byte @Nullable []> {
    private final int incarnation;
    private final long number;
    private final byte @Nullable [] kept;

    private StateChange(int incarnation, long number, byte @Nullable [] kept) {
        this.incarnation = incarnation;
        this.number = number;
        this.kept = kept;
    }

    static StateChange seal(int incarnation) {
        return new StateChange(incarnation, 0, null);
    }

    /**
     * @param number of the checkpoint; 0 for the next, whichever that is
     */
    static StateChange write(int incarnation, long number, byte[] kept) {
        return new StateChange(incarnation, number, kept);
    }

    @Override
    public byte @Nullable [] process(MutableEntry<UUID, byte[]> entry, Object... arguments) {
        byte[] value = entry.getValue();
        Sealed before = value == null ? new Sealed(Fence.OPEN, new byte[0]) : Sealed.of(value);
        byte[] written = kept;
        if (written == null) {
            Fence after = before.fence.sealedBy(incarnation);
            if (after == null) {
                return null;
            }
            byte[] bytes = new Sealed(after, before.kept).bytes();
            if (!after.equals(before.fence)) {
                entry.setValue(bytes);
            }
            return bytes;
        }
        long next = number == 0 ? before.fence.sequence() + 1 : number;
        Fence after = before.fence.writtenBy(incarnation, next);
        if (after == null) {
            return null;
        }
        entry.setValue(new Sealed(after, written).bytes());
        return new Sealed(after, new byte[0]).bytes();
    }

    /** A value of the cache. */
    record Sealed(Fence fence, byte[] kept) {
        static Sealed of(byte[] bytes) {
            return ByteReader.record(bytes, "the state of an actor", Sealed::read);
        }

        private static Sealed read(ByteReader in) {
            var fence = new Fence(in.varint(), in.varlong());
            var kept = new byte[in.remaining()];
            in.bytes(kept, 0, kept.length);
            return new Sealed(fence, kept);
        }

        byte[] bytes() {
            var out = new ByteWriter(16 + kept.length);
            out.varint(fence.incarnation()).varlong(fence.sequence());
            out.bytes(kept, 0, kept.length);
            return out.toByteArray();
        }
    }
}
