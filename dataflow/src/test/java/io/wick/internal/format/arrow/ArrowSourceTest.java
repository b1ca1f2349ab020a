package io.wick.internal.format.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.column.StringColumn;
import io.wick.error.PipelineException;
import io.wick.internal.format.Reads;
import io.wick.internal.format.arrow.ArrowFiles.Options;
import io.wick.internal.format.arrow.ArrowFiles.Words;
import io.wick.internal.format.parquet.write.Kinds;
import io.wick.pipeline.Split;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampSecTZVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Files are written by Arrow's own library. */
class ArrowSourceTest {
    private static final Options PLAIN =
            new Options(false, CodecType.NO_COMPRESSION, Words.TEXT, 1000);

    @TempDir Path directory;

    private static List<Kinds> rows(long seed, int count, int distinct, double nulls) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> Kinds.random(random, distinct, nulls))
                .toList();
    }

    private static <T> ArrowSource<T> source(Path file, Class<T> type) {
        return new ArrowSource<>(file.toString(), Schema.of(type));
    }

    private Path written(List<Kinds> rows, Options options) throws Exception {
        Path file = directory.resolve("a.arrow");
        Files.deleteIfExists(file);
        ArrowFiles.write(file, rows, options);
        return file;
    }

    @Property(tries = 150)
    void when_any_rows_are_written_by_arrow_then_they_are_read(
            @ForAll long seed,
            @ForAll @IntRange(max = 2000) int count,
            @ForAll @IntRange(min = 1, max = 1500) int distinct,
            @ForAll @IntRange(max = 4) int nulls,
            @ForAll @IntRange(min = 1, max = 1200) int batchRows,
            @ForAll boolean stream,
            @ForAll CodecType codec,
            @ForAll Words words)
            throws Exception {
        // given
        List<Kinds> rows = rows(seed, count, distinct, nulls / 4.0);
        Path file = Files.createTempFile("kinds", ".arrow");
        try {
            ArrowFiles.write(file, rows, new Options(stream, codec, words, 1 + batchRows));

            // when, then
            assertThat(Reads.rows(source(file, Kinds.class), 3)).isEqualTo(rows);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void when_a_record_batch_is_large_then_it_is_cut_into_splits() throws Exception {
        // given
        List<Kinds> rows = rows(1, 100_000, 1000, 0.2);
        ArrowSource<Kinds> source =
                source(
                        written(
                                rows,
                                new Options(
                                        false,
                                        CodecType.NO_COMPRESSION,
                                        Words.DICTIONARY,
                                        100_000)),
                        Kinds.class);
        var reads = Reads.of(source, 1000);

        // when
        List<? extends Split> splits = reads.plan(4).splits();

        // then
        assertThat(splits).hasSize(4);
        assertThat(splits.getLast().describe()).isEqualTo("a.arrow, rows 74944 to 99999");
        assertThat(Reads.rows(source, reads, 4)).isEqualTo(rows);
        assertThat(reads.bytes).isPositive();
    }

    @Test
    void when_record_batches_are_small_then_a_split_has_many() throws Exception {
        List<Kinds> rows = rows(2, 60_000, 10, 0.2);
        ArrowSource<Kinds> source =
                source(
                        written(rows, new Options(true, CodecType.ZSTD, Words.VIEW, 500)),
                        Kinds.class);
        var reads = Reads.of(source, 1000);

        assertThat(reads.plan(3).splits()).hasSize(3);
        assertThat(Reads.rows(source, reads, 3)).isEqualTo(rows);
    }

    @Test
    void when_few_columns_are_wanted_then_the_others_are_absent() throws Exception {
        Path file = written(rows(3, 1000, 10, 0), PLAIN);
        var some = new Reads(source(file, Kinds.class), Set.of("word"), List.of(), 1000);
        var none = new Reads(source(file, Kinds.class), Set.of(), List.of(), 1000);

        assertThat(some.batches(1)).allMatch(b -> b.has(12) && !b.has(0) && !b.has(14));
        assertThat(none.batches(1).stream().mapToInt(Batch::rows).sum()).isEqualTo(1000);
        var all = Reads.of(source(file, Kinds.class), 1000);
        all.batches(1);
        assertThat(some.bytes).isPositive().isLessThan(all.bytes / 4);
    }

    @Test
    void when_strings_have_a_dictionary_then_batches_of_a_split_share_it() throws Exception {
        Path file =
                written(
                        rows(4, 3000, 50, 0.1),
                        new Options(false, CodecType.LZ4_FRAME, Words.DICTIONARY, 1000));
        var reads = new Reads(source(file, Kinds.class), Set.of("word"), List.of(), 500);

        List<StringColumn> columns =
                reads.batches(1).stream().map(batch -> batch.strings(12)).toList();

        assertThat(columns).hasSize(6);
        assertThat(columns).allMatch(c -> c.dictionary() == columns.getFirst().dictionary());
    }

    @Test
    void when_there_are_no_rows_then_none_are_read() throws Exception {
        for (boolean stream : List.of(true, false)) {
            Path file = written(List.of(), new Options(stream, CodecType.ZSTD, Words.TEXT, 10));

            assertThat(Reads.rows(source(file, Kinds.class), 1)).isEmpty();
        }
    }

    @Test
    void when_a_path_is_a_glob_then_all_files_are_read_in_order() throws Exception {
        List<Kinds> first = rows(5, 100, 10, 0.5);
        List<Kinds> second = rows(6, 50, 10, 0.5);
        ArrowFiles.write(directory.resolve("b-1.arrow"), first, PLAIN);
        ArrowFiles.write(directory.resolve("b-2.arrow"), second, PLAIN);
        List<Kinds> all = new ArrayList<>(first);
        all.addAll(second);

        assertThat(Reads.rows(source(directory.resolve("b-*.arrow"), Kinds.class), 2))
                .isEqualTo(all);
    }

    @Test
    void when_a_split_travels_then_it_is_small_and_reads_the_same() throws Exception {
        // given
        Path file = written(rows(7, 5000, 10, 0), PLAIN);
        var reads = Reads.of(source(file, Kinds.class), 400);
        Split split = reads.plan(1).splits().getFirst();

        // when
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(split);
        var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));

        // then
        assertThat(in.readObject()).isEqualTo(split);
        assertThat(bytes.size()).isLessThan(6000);
    }

    record Coded(String word) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void when_a_dictionary_changes_within_a_stream_then_codes_mean_what_they_did(boolean more)
            throws Exception {
        // given codes 0, 1, 2 after the words a, b, c; then 0, 1, 2 after more words, or others
        Path file = directory.resolve("changing.arrow");
        try (var allocator = new RootAllocator();
                var codes = ArrowFiles.codes(allocator, 0, 1, 2);
                var out =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var channel = new WriteChannel(out);
            MessageSerializer.serialize(channel, ArrowFiles.codedSchema());
            ArrowFiles.writeDictionary(allocator, channel, false, "a", "b", "c");
            ArrowFiles.writeBatch(channel, codes);
            ArrowFiles.writeDictionary(allocator, channel, more, "x", "y", "z");
            ArrowFiles.writeBatch(channel, codes);
            try (var later = ArrowFiles.codes(allocator, more ? 5 : 1)) {
                ArrowFiles.writeBatch(channel, later);
            }
        }

        // when
        List<Coded> rows = Reads.rows(source(file, Coded.class), 1);

        // then
        assertThat(rows)
                .extracting(Coded::word)
                .containsExactlyElementsOf(
                        more
                                ? List.of("a", "b", "c", "a", "b", "c", "z")
                                : List.of("a", "b", "c", "x", "y", "z", "y"));
    }

    record Other(
            short octet, Long huge, LocalDate day, Instant second, LocalDate part, Double no) {}

    @FunctionalInterface
    private interface Fill {
        void fill(List<FieldVector> vectors);
    }

    private Path other(Fill fill) throws Exception {
        Path file = directory.resolve("other.arrow");
        try (var allocator = new RootAllocator()) {
            List<FieldVector> vectors =
                    List.of(
                            new UInt1Vector("octet", allocator),
                            new UInt8Vector("huge", allocator),
                            new DateMilliVector("day", allocator),
                            new TimeStampSecTZVector("second", allocator, "UTC"),
                            new TimeStampMicroVector("part", allocator),
                            new NullVector("no", 1),
                            new DecimalVector("amount", allocator, 10, 2));
            vectors.forEach(FieldVector::allocateNew);
            fill.fill(vectors);
            try (var root = new VectorSchemaRoot(vectors);
                    var out =
                            FileChannel.open(
                                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var writer = new ArrowFileWriter(root, null, out)) {
                root.setRowCount(1);
                writer.start();
                writer.writeBatch();
                writer.end();
            }
        }
        return file;
    }

    @Test
    void when_types_are_others_then_values_are_converted() throws Exception {
        Path file =
                other(
                        vectors -> {
                            ((UInt1Vector) vectors.get(0)).set(0, 200);
                            ((UInt8Vector) vectors.get(1)).set(0, 1L << 40);
                            ((DateMilliVector) vectors.get(2)).set(0, -86_400_000L * 3);
                            ((TimeStampSecTZVector) vectors.get(3)).set(0, 5);
                            ((TimeStampMicroVector) vectors.get(4)).set(0, -1);
                        });

        assertThat(Reads.rows(source(file, Other.class), 1))
                .containsExactly(
                        new Other(
                                (short) 200,
                                1L << 40,
                                LocalDate.ofEpochDay(-3),
                                Instant.ofEpochSecond(5),
                                LocalDate.ofEpochDay(-1),
                                null));
    }

    record Huge(Long huge) {}

    record Octet(byte octet) {}

    record Null(int huge) {}

    record Amount(Double amount) {}

    record Missing(int Octet) {}

    record Late(Instant second) {}

    @Test
    void when_values_do_not_fit_then_the_error_says_which_and_what_to_do() throws Exception {
        Path file =
                other(
                        vectors -> {
                            ((UInt1Vector) vectors.get(0)).set(0, 200);
                            ((UInt8Vector) vectors.get(1)).set(0, -1L);
                            ((TimeStampSecTZVector) vectors.get(3)).set(0, Long.MAX_VALUE);
                        });

        assertMessage(file, Huge.class, "18446744073709551615", "Huge.huge, a Long", "wider");
        assertMessage(file, Octet.class, "200", "Octet.octet, a byte", "wider");
        assertMessage(file, Amount.class, "Column 'amount'", "DECIMAL", "Numbers, booleans");
        assertMessage(file, Missing.class, "no column 'Octet'", "octet UINT8", "capitals");
        assertMessage(file, Late.class, "nanoseconds cannot express");
        assertMessage(file, String.class, "no record");
        Path nulls = other(vectors -> {});
        assertMessage(nulls, Null.class, "a null, but Null.huge is a int");
    }

    private static void assertMessage(Path file, Class<?> type, String... parts) {
        assertThatThrownBy(() -> Reads.rows(source(file, type), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void when_a_file_changes_after_planning_then_the_split_says_so() throws Exception {
        Path file = written(rows(8, 100, 10, 0), PLAIN);
        var reads = Reads.of(source(file, Kinds.class), 100);
        Split split = reads.plan(1).splits().getFirst();

        Files.write(file, new byte[10]);

        assertThatThrownBy(() -> split.read(reads, batch -> true))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("when the run was planned");
    }

    @Property(tries = 300)
    void when_bytes_are_damaged_then_it_ends_with_rows_or_the_typed_error(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1 << 20) Integer> places,
            @ForAll byte value,
            @ForAll boolean stream,
            @ForAll CodecType codec,
            @ForAll Words words)
            throws Exception {
        Path file = Files.createTempFile("damaged", ".arrow");
        try {
            ArrowFiles.write(file, rows(9, 50, 10, 0.3), new Options(stream, codec, words, 20));
            byte[] bytes = Files.readAllBytes(file);
            for (int place : places) {
                bytes[place % bytes.length] = value;
            }
            Files.write(file, bytes);
            Reads.rows(source(file, Kinds.class), 1);
        } catch (PipelineException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
        } finally {
            Files.delete(file);
        }
    }
}
