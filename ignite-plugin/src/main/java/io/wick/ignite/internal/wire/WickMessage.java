package io.wick.ignite.internal.wire;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteWriter;

import org.apache.ignite.plugin.extensions.communication.Message;
import org.apache.ignite.plugin.extensions.communication.MessageReader;
import org.apache.ignite.plugin.extensions.communication.MessageWriter;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A batch of operations on the wire. Written into the buffer directly, because Ignite's writer and
 * reader differ between 2.17 and 2.18 while this much of the contract is the same in both.
 */
@SuppressWarnings("MissingOverride") // two methods exist in one of the two versions only
public final class WickMessage implements Message {
    /** Must not be used by Ignite or another plugin. */
    public static final short TYPE = 23_917;

    private static final long serialVersionUID = 1L;

    /** So many bytes are believed to come; of longer batches as many as have come. */
    private static final int TRUSTED = 16 << 20;

    private transient byte[] data;
    private transient int length;
    private transient int position = -Integer.BYTES;
    private transient @Nullable MessageWriter writer;
    private transient boolean headerDone;

    /** For reading. */
    public WickMessage() {
        this(new byte[0], -1);
    }

    WickMessage(byte[] data, int length) {
        this.data = data;
        this.length = length;
    }

    /** The bytes; valid up to {@link #length}. */
    public byte[] data() {
        return data;
    }

    /** How many bytes count. */
    public int length() {
        return length;
    }

    /** Writes as much as fits; a new writer means a new connection, so it starts over. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean writeTo(ByteBuffer buffer, MessageWriter current) {
        if (writer != current) {
            writer = current;
            headerDone = false;
            position = 0;
        }
        if (!headerDone) {
            if (buffer.remaining() < Short.BYTES + Integer.BYTES) {
                return false;
            }
            buffer.put((byte) TYPE).put((byte) (TYPE >> 8));
            buffer.put((byte) length)
                    .put((byte) (length >> 8))
                    .put((byte) (length >> 16))
                    .put((byte) (length >> 24));
            headerDone = true;
        }
        int count = Math.min(buffer.remaining(), length - position);
        buffer.put(data, position, count);
        position += count;
        if (position < length) {
            return false;
        }
        writer = null;
        return true;
    }

    @Override
    @SuppressWarnings("deprecation")
    public boolean readFrom(ByteBuffer buffer, MessageReader reader) {
        while (position < 0) {
            if (!buffer.hasRemaining()) {
                return false;
            }
            int shift = (position + Integer.BYTES) * Byte.SIZE;
            length = (shift == 0 ? 0 : length) | (buffer.get() & 0xFF) << shift;
            if (++position == 0) {
                if (length < 0 || length > ByteWriter.MAX_SIZE) {
                    throw new SerializationException(
                            "A batch of " + length + " bytes came: its connection is damaged");
                }
                data = new byte[Math.min(length, TRUSTED)];
            }
        }
        int count = Math.min(buffer.remaining(), length - position);
        if (count > data.length - position) {
            data = Arrays.copyOf(data, room(position + count));
        }
        buffer.get(data, position, count);
        position += count;
        return position == length;
    }

    /** Memory for a batch longer than what is taken on trust: twice what has come. */
    private int room(int needed) {
        return (int) Math.min(length, 2L * needed);
    }

    @Override
    public short directType() {
        return TYPE;
    }

    /** Asked for by Ignite 2.17 only. */
    public byte fieldsCount() {
        return 1;
    }

    /** Asked for by Ignite 2.17 only. */
    public void onAckReceived() {}
}
