package io.wick.ignite.internal.direct;

import io.wick.ignite.internal.wire.Op;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The first bytes on a channel: who connects, and the secret that the other node gave it.
 *
 * @param from the node that connects
 * @param secret of the node it connects to
 */
record Greeting(UUID from, byte[] secret) {
    static final int SECRET_BYTES = 16;
    static final int BYTES = 4 + 4 + 16 + SECRET_BYTES;

    /** Answers a greeting that was taken. */
    static final byte WELCOME = 1;

    private static final int MAGIC = 0x57_69_63_6B;

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    ByteBuffer write() {
        return ByteBuffer.allocate(BYTES)
                .putInt(MAGIC)
                .putInt(Op.VERSION)
                .putLong(from.getMostSignificantBits())
                .putLong(from.getLeastSignificantBits())
                .put(secret)
                .flip();
    }

    /**
     * Reads one from {@link #BYTES} bytes.
     *
     * @throws RefusedException when they are none, or of another version
     */
    static Greeting read(ByteBuffer in) throws RefusedException {
        int magic = in.getInt();
        int version = in.getInt();
        if (magic != MAGIC || version != Op.VERSION) {
            throw new RefusedException(
                    "It began with %08x, version %d, expected %08x, version %d"
                            .formatted(magic, version, MAGIC, Op.VERSION));
        }
        var from = new UUID(in.getLong(), in.getLong());
        byte[] secret = new byte[SECRET_BYTES];
        in.get(secret);
        return new Greeting(from, secret);
    }

    /** Whether it has this secret; takes as long when it has not. */
    boolean knows(byte[] own) {
        return MessageDigest.isEqual(own, secret);
    }

    /** Why a connection is closed. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
