package io.wick.ignite.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.apache.ignite.plugin.extensions.communication.MessageReader;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of a batch as Ignite's network thread reads them, damaged. */
class BatchDamageTest {
    private static final MessageReader READER =
            (MessageReader)
                    Proxy.newProxyInstance(
                            BatchDamageTest.class.getClassLoader(),
                            new Class<?>[] {MessageReader.class},
                            (proxy, method, args) -> {
                                throw new UnsupportedOperationException(method.getName());
                            });

    @Property(tries = 500)
    void when_a_batch_is_damaged_then_no_memory_is_taken_on_its_word(@ForAll long seed) {
        var batch = new ByteWriter();
        batch.int4(20).bytes(new byte[20], 0, 20);

        Damage.check(
                seed,
                List.of(batch.toByteArray()),
                in -> {
                    var unused = new WickMessage().readFrom(ByteBuffer.wrap(in.array()), READER);
                });
    }

    @Test
    void when_the_length_is_negative_then_it_is_refused() {
        var bytes = ByteBuffer.wrap(new byte[] {0, 0, 0, -1});

        assertThatThrownBy(() -> new WickMessage().readFrom(bytes, READER))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("-16777216 bytes");
    }

    @Test
    void when_a_batch_is_longer_than_is_believed_then_it_comes_whole() {
        int length = (40 << 20) + 7;
        var piece = new byte[1 << 20];
        piece[5] = 7;
        var message = new WickMessage();
        assertThat(
                        message.readFrom(
                                ByteBuffer.wrap(new ByteWriter().int4(length).toByteArray()),
                                READER))
                .isFalse();
        boolean done = false;
        for (int left = length; left > 0; left -= piece.length) {
            assertThat(done).isFalse();
            done =
                    message.readFrom(
                            ByteBuffer.wrap(piece, 0, Math.min(left, piece.length)), READER);
        }

        assertThat(done).isTrue();
        assertThat(message.data()).hasSizeGreaterThanOrEqualTo(length);
        assertThat(message.data()[(33 << 20) + 5]).isEqualTo((byte) 7);
    }
}
