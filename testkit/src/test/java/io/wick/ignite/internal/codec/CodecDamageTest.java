package io.wick.ignite.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.SerializationException;
import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Values whose bytes are damaged. */
class CodecDamageTest {
    record Row(String name, int[] values, List<Row> inside, Map<String, Object> more) {}

    private static final Codec CODEC = Codec.forLoader(CodecDamageTest.class.getClassLoader());

    private static final RefSource NO_REFS =
            new RefSource() {
                @Override
                public ObjectRef<?> get(int index) {
                    throw new SerializationException("no ref " + index);
                }

                @Override
                public ActorRef<?> actor(byte[] written) {
                    throw new SerializationException("no actor of " + written.length + " bytes");
                }

                @Override
                public Wick wick() {
                    throw new SerializationException("no Wick");
                }
            };

    private static final RefSink NO_SINK =
            ref -> {
                throw new SerializationException("no ref " + ref);
            };

    private static final List<byte[]> PLAIN = plain();
    private static final List<byte[]> GRAPHS = graphs();

    private static List<byte[]> plain() {
        var all = new ArrayList<byte[]>();
        for (Object value :
                List.of(
                        "text",
                        "é\ud800",
                        "日本語",
                        true,
                        (byte) 1,
                        (short) 2,
                        'c',
                        4,
                        5L,
                        6f,
                        7.0,
                        new UUID(1, 2),
                        MemorySegment.ofArray(new byte[] {1, 2, 3}),
                        new boolean[] {true, false},
                        new byte[] {1, 2, 3},
                        new short[] {1, 2},
                        new char[] {'a', 'b'},
                        new int[] {1, 2, 3},
                        new long[] {4, 5},
                        new float[] {1, 2},
                        new double[] {1, 2, 3})) {
            all.add(written(value));
        }
        all.add(written(Doubles.zeros(3, 4)));
        all.add(written(Floats.zeros(5)));
        return all;
    }

    private static List<byte[]> graphs() {
        var row = new Row("r", new int[] {1, 2}, List.of(), new TreeMap<>(Map.of("k", 1L)));
        return List.of(
                written(row),
                written(new Row("outer", new int[0], List.of(row, row), Map.of())),
                written(List.of(1, "two", 3.0, new UUID(1, 2))),
                written(new ArrayList<>(List.of("a", "b", List.of("c")))),
                written(Map.of("k", Set.of(1, 2, 3))),
                written(new Object[] {1, "two", new long[] {3}}),
                written(new String[][] {{"a"}, {"b", "c"}}),
                written(Duration.ofSeconds(5)),
                written(new IllegalStateException("e", new RuntimeException("cause"))));
    }

    private static byte[] written(Object value) {
        var out = new ByteWriter();
        CODEC.write(out, value, NO_SINK);
        return out.toByteArray();
    }

    @Property(tries = 1000)
    void when_a_plain_value_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        Damage.check(seed, PLAIN, in -> CODEC.read(in, NO_REFS));
    }

    @Property(tries = 300)
    void when_an_object_graph_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        Damage.checkGraphs(seed, GRAPHS, in -> CODEC.read(in, NO_REFS));
    }

    @Property(tries = 500)
    void when_the_head_of_an_array_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        Damage.check(
                seed,
                PLAIN,
                in -> {
                    if (in.remaining() > 0) {
                        var unused = Codec.arrayLayout(in.array(), 0, in.remaining());
                    }
                });
    }

    @Property(tries = 500)
    void when_resources_are_damaged_then_the_error_is_ours(@ForAll long seed) {
        var out = new ByteWriter();
        ResourcesCode.write(out, Resources.NONE.cpus(2).custom("disk", 3));
        Damage.check(seed, List.of(out.toByteArray()), ResourcesCode::read);
    }

    @Test
    void when_few_bytes_name_an_array_of_two_gigabytes_then_no_memory_is_taken_for_it() {
        for (int tag = Tag.STRING; tag <= Tag.ACTOR; tag++) {
            var out = new ByteWriter();
            out.byte1(tag).varint(2_000_000_000).long8(0);
            int kind = tag;
            if (tag != Tag.UUID && tag != Tag.NUMERIC) {
                assertThatThrownBy(() -> read(out))
                        .as("tag %s", kind)
                        .isInstanceOf(SerializationException.class);
            }
        }
        var matrix = new ByteWriter();
        matrix.byte1(Tag.NUMERIC).byte1(0x82).varint(70_000).varint(70_000);
        assertThatThrownBy(() -> read(matrix))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("70000 rows and 70000 columns in 0 bytes");
    }

    @Test
    void when_few_bytes_name_an_array_with_a_hundred_million_rows_then_none_is_made() {
        byte[] rows = written(new String[100][]);
        byte[] more = rows.clone();
        int at = 0;
        while (more[at] != (byte) 0xC9 || more[at + 1] != 1) { // 2 * 100 + 1
            at++;
        }
        assertThat(CODEC.read(new ByteReader(rows, 0, rows.length), NO_REFS))
                .isEqualTo(new String[100][]);

        var damaged = new ByteWriter();
        damaged.bytes(rows, 0, at).varint(200_000_001).bytes(rows, at + 2, rows.length - at - 2);

        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("100000000 elements of an array in");
    }

    private static Object read(ByteWriter out) {
        return CODEC.read(new ByteReader(out.array(), 0, out.size()), NO_REFS);
    }
}
