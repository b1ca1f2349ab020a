package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;

import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.UUID;

import javax.cache.processor.MutableEntry;

/**
 * Gives a name from one actor to another, or from and to nobody, on the name's primary node. Gives
 * who has it then; null for nobody. May run more than once.
 */
@SuppressWarnings("serial") // Ignite's binary format takes it
final class NameChange implements CacheEntryProcessor<String, byte[], byte @Nullable []> {
    private final byte @Nullable [] from;
    private final byte @Nullable [] to;

    NameChange(@Nullable UUID from, @Nullable UUID to) {
        this.from = from == null ? null : bytes(from);
        this.to = to == null ? null : bytes(to);
    }

    @Override
    public byte @Nullable [] process(MutableEntry<String, byte[]> entry, Object... arguments) {
        byte[] now = entry.getValue();
        if (!Arrays.equals(now, from)) {
            return now;
        }
        if (to == null) {
            entry.remove();
        } else {
            entry.setValue(to);
        }
        return to;
    }

    static byte[] bytes(UUID id) {
        return new ByteWriter().uuid(id).toByteArray();
    }

    static UUID id(byte[] bytes) {
        return ByteReader.record(bytes, "the name of an actor", ByteReader::uuid);
    }
}
