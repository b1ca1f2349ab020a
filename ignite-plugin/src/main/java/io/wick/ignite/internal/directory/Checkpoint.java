package io.wick.ignite.internal.directory;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.actor.CallWindow;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is kept of an actor: its state in bytes, and the results of calls that may come again.
 *
 * @param isWhole whether the state is the actor itself; else what {@code Checkpointable} gave
 * @param windows by the callers' node
 * @param state as {@code Values} writes it
 */
record Checkpoint(boolean isWhole, Map<UUID, CallWindow<byte[]>> windows, byte[] state) {
    static byte[] write(boolean isWhole, Map<UUID, CallWindow<byte[]>> windows, ByteWriter state) {
        var out = new ByteWriter(64 + state.size());
        out.bool(isWhole);
        out.varint(windows.size());
        windows.forEach(
                (node, window) -> {
                    out.uuid(node).varlong(window.confirmed()).varint(window.size());
                    window.each((number, result) -> out.varlong(number).block(result));
                });
        out.bytes(state.array(), 0, state.size());
        return out.toByteArray();
    }

    /** Null when nothing was written yet. */
    static @Nullable Checkpoint read(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        return ByteReader.record(bytes, "the state of an actor", Checkpoint::read);
    }

    private static Checkpoint read(ByteReader in) {
        boolean isWhole = in.bool();
        int nodes = in.count(18);
        var windows = new HashMap<UUID, CallWindow<byte[]>>();
        for (int i = 0; i < nodes; i++) {
            UUID node = in.uuid();
            var window = new CallWindow<byte[]>(in.varlong());
            int count = in.count(2);
            for (int j = 0; j < count; j++) {
                window.applied(in.varlong(), in.block());
            }
            windows.put(node, window);
        }
        var state = new byte[in.remaining()];
        in.bytes(state, 0, state.length);
        return new Checkpoint(isWhole, windows, state);
    }
}
