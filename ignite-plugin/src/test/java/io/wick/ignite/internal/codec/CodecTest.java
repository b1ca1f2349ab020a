package io.wick.ignite.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Halfs;
import io.wick.numeric.Ints;
import io.wick.numeric.Longs;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Shape;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

class CodecTest {
    private final Codec codec = Codec.forLoader(CodecTest.class.getClassLoader());
    private final TestRefs refs = new TestRefs();

    record Trade(String symbol, double[] prices, Optional<String> note, List<Leg> legs) {}

    record Leg(int side, long size) {}

    record Job(
            String name,
            ObjectRef<double[]> input,
            Map<String, List<ObjectRef<?>>> more,
            Wick wick) {}

    record Rows(String name, Floats row, List<Floats> more) {}

    record Segmented(MemorySegment segment, MemorySegment same) {}

    static final class Node {
        final String name;
        final List<Node> neighbours = new ArrayList<>();
        Node parent;

        Node(String name) {
            this.name = name;
        }
    }

    static final class Chain {
        Chain next;
    }

    static final class Holder {
        Thread none;
        java.util.Scanner neither;
        final transient Thread ignored = new Thread();
        int kept = 3;
    }

    static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Leg leg;

        OddException(String message, Throwable cause, Leg leg) {
            super(message, cause);
            this.leg = leg;
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T trip(T value) {
        ByteWriter out = new ByteWriter();
        out.byte1(55);
        codec.write(out, value, refs);
        ByteReader in = new ByteReader(out.toByteArray(), 1, out.size());
        T back = (T) codec.read(in, refs);
        assertThat(in.remaining()).isZero();
        return back;
    }

    @Test
    void when_a_value_is_boxed_or_a_text_then_it_comes_back_of_the_same_class() {
        List<Object> values =
                List.of(
                        true,
                        false,
                        (byte) -3,
                        Short.MIN_VALUE,
                        'ß',
                        0,
                        -1,
                        Integer.MAX_VALUE,
                        Long.MIN_VALUE,
                        1.5f,
                        Float.NaN,
                        -0.0,
                        Double.MAX_VALUE,
                        "",
                        "text",
                        "日本語",
                        new UUID(1, -2));
        for (Object value : values) {
            assertThat(trip(value)).isEqualTo(value).hasSameClassAs(value);
        }
        assertThat(this.<Object>trip(null)).isNull();
    }

    @Test
    void when_a_value_is_a_primitive_array_then_it_comes_back_equal() {
        assertThat(trip(new double[] {1, Double.NaN, -0.0})).containsExactly(1, Double.NaN, -0.0);
        assertThat(trip(new float[] {1, 2})).containsExactly(1, 2);
        assertThat(trip(new long[] {1, Long.MIN_VALUE})).containsExactly(1, Long.MIN_VALUE);
        assertThat(trip(new int[] {1, -1})).containsExactly(1, -1);
        assertThat(trip(new short[] {1, -1})).containsExactly((short) 1, (short) -1);
        assertThat(trip(new char[] {'a', '日'})).containsExactly('a', '日');
        assertThat(trip(new byte[] {1, -1})).containsExactly(1, -1);
        assertThat(trip(new boolean[] {true, false})).containsExactly(true, false);
        assertThat(trip(new double[0])).isEmpty();
    }

    @Test
    void when_a_value_is_a_memory_segment_then_a_read_only_copy_comes_back() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_INT, 1, 2, 3);

            MemorySegment back = trip(segment);
            Segmented both = trip(new Segmented(segment, segment));

            assertThat(back.isReadOnly()).isTrue();
            assertThat(back.mismatch(segment)).isEqualTo(-1);
            assertThat(both.segment().mismatch(segment)).isEqualTo(-1);
            assertThat(both.same()).isSameAs(both.segment());
        }
    }

    @Test
    void when_a_value_is_an_array_of_numbers_then_a_frozen_one_off_the_heap_comes_back() {
        Floats values = Floats.of(1, Float.NaN, -0f, 4, 5, 6);
        for (NumericArray each :
                List.of(
                        values,
                        values.reshape(Shape.matrix(2, 3)),
                        values.reshape(Shape.matrix(2, 3)).transpose(),
                        Halfs.of(1.5f, 2),
                        Doubles.wrap(new double[] {1, 2}),
                        Ints.of(Integer.MIN_VALUE),
                        Longs.zeros(0),
                        Floats.zeros(3, 0))) {
            NumericArray back = trip(each);

            assertThat(back.type()).isEqualTo(each.type());
            assertThat(back.shape()).isEqualTo(each.shape());
            assertThat(back.isFrozen() && back.isNative()).isTrue();
            assertThat(back.segmentWithHeader(16)).isNotNull();
            assertThat(back.segment().mismatch(each.copy().segment())).isEqualTo(-1);
        }
    }

    @Test
    void when_an_array_of_numbers_is_inside_of_a_value_then_it_comes_back_with_it() {
        Floats row = Floats.of(1, 2, 3);
        Rows back = trip(new Rows("a", row, List.of(row)));

        assertThat(back.row().toArray()).containsExactly(1, 2, 3);
        assertThat(back.more().getFirst()).isSameAs(back.row());
    }

    @Test
    void when_an_array_of_numbers_is_encoded_then_its_size_was_known_and_its_layout_is_found() {
        Doubles values = Doubles.zeros(300, 7);
        values.set(299, 6, 42);
        ByteWriter out = new ByteWriter();
        codec.write(out, values, refs);

        assertThat(Codec.exactBytes(values)).isEqualTo(out.size());
        ArrayLayout layout = Objects.requireNonNull(Codec.arrayLayout(out.array(), 0, out.size()));
        MemorySegment.copy(
                MemorySegment.ofArray(out.array()),
                layout.start(),
                layout.elements(),
                0,
                layout.elements().byteSize());
        assertThat(layout.start() + layout.elements().byteSize()).isEqualTo(out.size());
        assertThat(((Doubles) layout.value()).get(299, 6)).isEqualTo(42);
    }

    @Test
    void when_records_nest_then_they_come_back_equal() {
        Trade trade =
                new Trade(
                        "A",
                        new double[] {1, 2},
                        Optional.of("n"),
                        List.of(new Leg(1, 2), new Leg(3, 4)));

        assertThat(trip(trade)).usingRecursiveComparison().isEqualTo(trade);
    }

    @Test
    void when_objects_form_a_cycle_then_it_is_kept() {
        Node a = new Node("a");
        Node b = new Node("b");
        a.neighbours.add(b);
        b.neighbours.add(a);
        b.parent = a;

        Node back = trip(a);

        assertThat(back.neighbours.getFirst().parent).isSameAs(back);
        assertThat(back.neighbours.getFirst().neighbours.getFirst()).isSameAs(back);
        assertThat(back.neighbours.getFirst().name).isEqualTo("b");
    }

    @Test
    void when_collections_are_of_the_jdk_then_they_come_back_equal() {
        List<Object> values =
                new ArrayList<>(
                        List.of(
                                List.of(1, 2, 3),
                                Map.of("a", 1),
                                new ArrayList<>(Arrays.asList(1, null)),
                                Arrays.asList("x", "y"),
                                new HashMap<>(Map.of("k", List.of())),
                                new LinkedHashMap<>(Map.of(1, 2)),
                                new TreeMap<>(Map.of("b", 1, "a", 2)),
                                new ConcurrentHashMap<>(Map.of(1, 2)),
                                new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                                Optional.of(1),
                                Instant.now(),
                                LocalDate.of(2026, 1, 2),
                                Duration.ofMillis(3),
                                new BigDecimal("1.50"),
                                TimeUnit.HOURS,
                                String.class,
                                int.class,
                                List.of(1, 2, 3, 4).subList(1, 3)));
        for (Object value : values) {
            assertThat(trip(value)).isEqualTo(value);
        }
        assertThat(trip(new ArrayDeque<>(List.of(1, 2)))).containsExactly(1, 2);
        assertThat(trip(new LinkedBlockingQueue<>(List.of(1, 2)))).containsExactly(1, 2);
        assertThat(trip(new AtomicLong(4)).get()).isEqualTo(4);
        assertThat(trip(new int[][] {{1}, {2, 3}})).isDeepEqualTo(new int[][] {{1}, {2, 3}});
        assertThat(trip(new Object[] {1, "a", null})).containsExactly(1, "a", null);
    }

    @Test
    void when_refs_are_anywhere_in_a_graph_then_the_sink_has_them_and_the_source_gives_them()
            throws Exception {
        ObjectRef<double[]> xs = new TestRef<>("xs");
        ObjectRef<Integer> n = new TestRef<>("n");
        Wick wick = Wick.over(null);
        List<Fn0<String>> fns = List.of(() -> xs.id() + n.id());
        Job job = new Job("j", xs, Map.of("k", List.of(n, xs)), wick);

        Job back = trip(job);
        List<Fn0<String>> fnsBack = trip(fns);

        assertThat(refs.found).containsExactlyInAnyOrder(xs, n);
        assertThat(back.input()).isSameAs(xs);
        assertThat(back.more().get("k").getFirst()).isSameAs(n);
        assertThat(back.more().get("k").get(1)).isSameAs(xs);
        assertThat(back.wick()).isSameAs(refs.here);
        assertThat(fnsBack.getFirst().call()).isEqualTo("xsn");
        assertThat(trip(xs)).isSameAs(xs);
        assertThat(trip(wick)).isSameAs(refs.here);
    }

    @Test
    void when_lambdas_nest_then_they_still_run() throws Exception {
        Leg leg = new Leg(1, 5);
        Fn1<Long, Long> add = x -> x + leg.size();
        Fn0<Long> twice = () -> add.call(add.call(1L));
        Comparator<String> order = (Comparator<String> & Serializable) Comparator.reverseOrder();

        assertThat(trip(List.of(twice)).getFirst().call()).isEqualTo(11);
        assertThat(trip(new Object[] {order})[0]).isInstanceOf(Comparator.class);
        BiFunction<Integer, Integer, Integer> max =
                (BiFunction<Integer, Integer, Integer> & Serializable) Math::max;
        assertThat(trip(max).apply(1, 2)).isEqualTo(2);
    }

    @Test
    void when_a_throwable_travels_then_message_causes_and_stacks_do() {
        Throwable thrown = new UncheckedIOException("m", new IOException("c"));
        thrown.addSuppressed(new Error("s"));

        Throwable back = trip(thrown);
        OddException odd = trip(new OddException("o", thrown, null));

        assertThat(back).hasMessage("m").hasCauseInstanceOf(IOException.class);
        assertThat(back.getSuppressed()[0]).hasMessage("s");
        assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
        assertThat(odd).hasMessage("o").hasCauseInstanceOf(UncheckedIOException.class);
    }

    @Test
    void when_a_field_of_a_refused_class_is_null_or_transient_then_the_object_travels() {
        Holder back = trip(new Holder());

        assertThat(back.kept).isEqualTo(3);
        assertThat(back.none).isNull();
    }

    @Test
    void when_a_linked_structure_is_deep_then_it_travels() {
        Chain first = new Chain();
        Chain last = first;
        for (int i = 0; i < 20_000; i++) {
            last.next = new Chain();
            last = last.next;
        }
        int length = 0;
        for (Chain c = trip(first); c != null; c = c.next) {
            length++;
        }
        assertThat(length).isEqualTo(20_001);
    }

    @Test
    void when_values_are_written_one_after_the_other_then_each_is_read() {
        ByteWriter out = new ByteWriter();
        codec.writeEach(out, new Object[] {1, new Leg(1, 2), "x", null}, "captured", refs);
        ByteReader in = new ByteReader(out.array(), 0, out.size());

        assertThat(codec.read(in, refs)).isEqualTo(1);
        assertThat(codec.read(in, refs)).isEqualTo(new Leg(1, 2));
        assertThat(codec.read(in, refs)).isEqualTo("x");
        assertThat(codec.read(in, refs)).isNull();
    }

    @Test
    void when_many_virtual_threads_use_one_codec_then_nothing_mixes() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all =
                    IntStream.range(0, 500)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        ObjectRef<double[]> mine =
                                                                new TestRef<>("r" + i);
                                                        TestRefs own = new TestRefs();
                                                        ByteWriter out = new ByteWriter();
                                                        codec.write(
                                                                out,
                                                                List.of(mine, new Leg(i, i)),
                                                                own);
                                                        Object back =
                                                                codec.read(
                                                                        new ByteReader(
                                                                                out.array(),
                                                                                0,
                                                                                out.size()),
                                                                        own);
                                                        return back.equals(
                                                                        List.of(
                                                                                mine,
                                                                                new Leg(i, i)))
                                                                && own.found.size() == 1;
                                                    }))
                            .toList();
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void when_a_size_is_guessed_then_arrays_and_texts_are_close() {
        assertThat(Codec.estimateBytes(new double[1000])).isBetween(8000, 8010);
        assertThat(Codec.estimateBytes("x".repeat(100))).isBetween(100, 110);
        assertThat(Codec.estimateBytes(List.of(new byte[5000], 1))).isBetween(5000, 5100);
        assertThat(Codec.estimateBytes(new Leg(1, 2))).isEqualTo(64);
        assertThat(Codec.estimateBytes(null)).isEqualTo(1);
        assertThat(Codec.estimateBytes(new double[Integer.MAX_VALUE >> 4])).isPositive();
    }
}
