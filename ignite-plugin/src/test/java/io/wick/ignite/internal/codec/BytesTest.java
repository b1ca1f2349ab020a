package io.wick.ignite.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.SerializationException;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.UUID;

class BytesTest {
    @Test
    void when_everything_is_written_then_it_is_read_back_in_order() {
        UUID id = UUID.randomUUID();
        ByteWriter out = new ByteWriter(1);
        out.byte1(200)
                .bool(true)
                .int4(-5)
                .long8(Long.MIN_VALUE)
                .double8(-0.0)
                .varint(300)
                .varlong(-1);
        out.bytes(new byte[] {9, 8, 7}, 1, 2).block(new byte[] {1}).text("é").text(null).uuid(id);

        ByteReader in = new ByteReader(out.array(), 0, out.size());

        assertThat(in.byte1()).isEqualTo(200);
        assertThat(in.bool()).isTrue();
        assertThat(in.int4()).isEqualTo(-5);
        assertThat(in.long8()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.double8()).isEqualTo(-0.0);
        assertThat(in.varint()).isEqualTo(300);
        assertThat(in.varlong()).isEqualTo(-1);
        byte[] two = new byte[2];
        in.bytes(two, 0, 2);
        assertThat(two).containsExactly(8, 7);
        assertThat(in.block()).containsExactly(1);
        assertThat(in.text()).isEqualTo("é");
        assertThat(in.text()).isNull();
        assertThat(in.uuid()).isEqualTo(id);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void when_numbers_are_of_any_size_then_variable_length_keeps_them() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            ByteWriter out = new ByteWriter();
            out.varlong(number).varint((int) number);
            ByteReader in = new ByteReader(out.array(), 0, out.size());
            assertThat(in.varlong()).isEqualTo(number);
            assertThat(in.varint()).isEqualTo((int) number);
        }
    }

    @Test
    void when_texts_are_of_any_characters_then_they_are_kept_exactly() {
        String[] texts = {
            "",
            "mean",
            "naïve",
            "日本",
            "😀",
            "a\uD800b",
            "\uDC00",
            "x".repeat(1000),
            "é".repeat(1000),
            "日".repeat(1000),
            "x".repeat(500) + "\uD83D",
            "?".repeat(200)
        };
        for (String text : texts) {
            ByteWriter out = new ByteWriter();
            out.text(text).int4(77);
            ByteReader in = new ByteReader(out.array(), 0, out.size());
            assertThat(in.text()).isEqualTo(text);
            assertThat(in.int4()).isEqualTo(77);
        }
    }

    @Test
    void when_a_length_is_patched_then_the_reader_slices_by_it() {
        ByteWriter out = new ByteWriter();
        out.byte1(1).int4(0).text("inner");
        out.patchInt4(1, out.size() - 5);
        ByteReader in = new ByteReader(out.toByteArray(), 0, out.size());
        in.byte1();

        ByteReader slice = in.slice(in.int4());

        assertThat(slice.text()).isEqualTo("inner");
        assertThat(in.remaining()).isZero();
    }

    @Test
    void when_bytes_end_too_early_then_every_read_says_truncated() {
        ByteWriter out = new ByteWriter();
        out.block(new byte[100]).text("some text").long8(1);
        byte[] all = out.toByteArray();
        for (int end = 0; end < all.length; end++) {
            ByteReader in = new ByteReader(all, 0, end);
            assertThatThrownBy(
                            () -> {
                                in.block();
                                in.text();
                                in.long8();
                            })
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("Truncated");
        }
    }

    @Test
    void when_the_limit_of_an_array_is_passed_then_it_is_refused() {
        ByteWriter out = new ByteWriter();
        assertThatThrownBy(() -> out.ensure(1L << 31))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void when_truncated_then_what_comes_next_replaces_the_rest() {
        ByteWriter out = new ByteWriter();
        out.byte1(1).byte1(2).byte1(3);
        out.truncate(1);
        out.byte1(9);
        assertThat(out.toByteArray()).containsExactly(1, 9);
        out.reset();
        assertThat(out.size()).isZero();
    }
}
