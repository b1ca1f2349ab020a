package io.wick.ignite.internal.direct;

import io.wick.ignite.internal.direct.Greeting.RefusedException;
import io.wick.ignite.internal.wire.Transport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.UUID;
import java.util.function.Predicate;

/** A channel from another node; read by whoever holds the lock of {@link Arrivals}. */
final class Incoming {
    private static final int BUFFER = 64 << 10;

    final SocketChannel channel;
    final long since = System.nanoTime();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Predicate<Greeting> gate;
    private @Nullable UUID from;

    /**
     * @param gate who may send
     */
    Incoming(SocketChannel channel, Predicate<Greeting> gate) {
        this.channel = channel;
        this.gate = gate;
    }

    /** The node it is from; null before its greeting. */
    @Nullable UUID from() {
        return from;
    }

    /**
     * Reads what there is and hands over whole messages.
     *
     * @return false when the other side has closed it
     * @throws RefusedException when what came is not of a node that may send
     */
    boolean read(Transport.Receiver receiver) throws IOException, RefusedException {
        if (channel.read(buffer) < 0) {
            return false;
        }
        buffer.flip();
        if (from == null && buffer.remaining() >= Greeting.BYTES) {
            greeted(Greeting.read(buffer));
        }
        UUID node = from;
        if (node != null) {
            handOver(node, receiver);
        }
        buffer.compact();
        return true;
    }

    private void greeted(Greeting greeting) throws IOException, RefusedException {
        if (!gate.test(greeting)) {
            throw new RefusedException("It does not know the secret that its node was given");
        }
        from = greeting.from();
        ByteBuffer welcome = ByteBuffer.allocate(1).put(Greeting.WELCOME).flip();
        if (channel.write(welcome) == 0) {
            throw new IOException("a new connection takes no byte");
        }
    }

    private void handOver(UUID node, Transport.Receiver receiver) throws RefusedException {
        while (buffer.remaining() >= Integer.BYTES) {
            int length = buffer.getInt(buffer.position());
            if (length <= 0 || length > DirectChannels.MOST_BYTES) {
                throw new RefusedException("A message of " + length + " bytes");
            }
            if (buffer.remaining() < Integer.BYTES + length) {
                return;
            }
            byte[] data = new byte[length];
            buffer.getInt();
            buffer.get(data);
            receiver.received(node, data, length);
        }
    }
}
