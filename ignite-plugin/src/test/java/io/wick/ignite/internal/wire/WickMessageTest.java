package io.wick.ignite.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ignite.plugin.extensions.communication.MessageReader;
import org.apache.ignite.plugin.extensions.communication.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

class WickMessageTest {
    private static final int HEADER = Short.BYTES + Integer.BYTES;
    private static final MessageReader READER = fake(MessageReader.class);

    private static <T> T fake(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) ->
                                switch (method.getName()) {
                                    case "equals" -> proxy == args[0];
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                }));
    }

    private static byte[] bytes(int length) {
        var data = new byte[length];
        new SplittableRandom(length).nextBytes(data);
        return data;
    }

    /** Writes through buffers of this size, flushing each; gives all that went out. */
    private static byte[] write(WickMessage message, MessageWriter writer, int size) {
        var out = new ByteArrayOutputStream();
        boolean done = false;
        for (int i = 0; !done; i++) {
            assertThat(i).as("progress").isLessThan(100_000);
            ByteBuffer buffer = ByteBuffer.allocate(size);
            done = message.writeTo(buffer, writer);
            out.write(buffer.array(), 0, buffer.position());
        }
        return out.toByteArray();
    }

    /** Reads from pieces of this size; the type has been read by Ignite. */
    private static WickMessage read(byte[] wire, int size) {
        assertThat((wire[0] & 0xFF) | wire[1] << 8).isEqualTo(WickMessage.TYPE);
        var message = new WickMessage();
        boolean done = false;
        int at = Short.BYTES;
        while (!done) {
            assertThat(at).as("all bytes are there").isLessThanOrEqualTo(wire.length);
            int to = Math.min(wire.length, at + size);
            ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOfRange(wire, at, to));
            done = message.readFrom(buffer, READER);
            at += buffer.position();
            assertThat(done || buffer.remaining() == 0).isTrue();
            if (!done && to == wire.length) {
                throw new AssertionError("incomplete after all bytes");
            }
        }
        assertThat(at).as("no byte of the next message is taken").isEqualTo(wire.length);
        return message;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 1",
        "0, 7, 7",
        "1, 6, 1",
        "1, 7, 2",
        "5, 6, 3",
        "6, 7, 4",
        "7, 6, 5",
        "255, 9, 6",
        "256, 6, 7",
        "70000, 7, 1",
        "70000, 64, 7",
        "70000, 1000000, 1000000"
    })
    void when_it_goes_through_small_buffers_then_it_comes_out_the_same(
            int length, int writing, int reading) {
        byte[] data = bytes(length);
        var message = new WickMessage(Arrays.copyOf(data, length + 10), length);

        byte[] wire = write(message, fake(MessageWriter.class), writing);
        WickMessage back = read(wire, reading);

        assertThat(wire).hasSize(HEADER + length);
        assertThat(back.length()).isEqualTo(length);
        assertThat(Arrays.copyOf(back.data(), length)).isEqualTo(data);
    }

    @Test
    void when_the_buffer_has_no_room_for_the_header_then_nothing_is_written() {
        var message = new WickMessage(bytes(3), 3);
        MessageWriter writer = fake(MessageWriter.class);
        for (int room = 0; room < HEADER; room++) {
            ByteBuffer buffer = ByteBuffer.allocate(room);
            assertThat(message.writeTo(buffer, writer)).isFalse();
            assertThat(buffer.position()).isZero();
        }

        assertThat(write(message, writer, HEADER)).hasSize(HEADER + 3);
    }

    @Test
    void when_a_new_connection_comes_midway_then_it_starts_over() {
        byte[] data = bytes(100);
        for (int step = 0; step < 90; step++) {
            var message = new WickMessage(data, data.length);
            MessageWriter lost = fake(MessageWriter.class);
            assertThat(message.writeTo(ByteBuffer.allocate(HEADER + step), lost)).isFalse();

            byte[] wire = write(message, fake(MessageWriter.class), 7);

            assertThat(read(wire, 7).data()).as("after %d bytes", step).isEqualTo(data);
        }
    }

    @Test
    void when_it_was_written_then_it_can_be_sent_again_by_the_same_writer() {
        byte[] data = bytes(20);
        var message = new WickMessage(data, data.length);
        MessageWriter writer = fake(MessageWriter.class);

        byte[] first = write(message, writer, 8);

        assertThat(write(message, writer, 9)).isEqualTo(first);
    }
}
