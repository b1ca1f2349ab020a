package io.wick.internal.format.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.Encoding;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.metadata.Statistics;
import dev.hardwood.reader.ParquetFileReader;

import io.wick.column.BatchBuilder;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.Reads;
import io.wick.internal.format.parquet.ParquetSource;
import io.wick.pipeline.ParquetOptions;
import io.wick.pipeline.ParquetOptions.Compression;
import io.wick.pipeline.ParquetOptions.TimeUnit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Files are read back by Hardwood's own rows, and by Wick's source. */
class ParquetFormatTest {
    private static final ParquetOptions STANDARD = ParquetOptions.standard();

    @TempDir Path directory;

    private static <T extends Record> void write(
            Path file, Class<T> type, List<T> rows, int batchRows, ParquetOptions options)
            throws IOException {
        var format = new ParquetFormat(options);
        Schema<T> schema = Schema.of(type);
        format.check(schema);
        try (var writer = format.writer(schema, Files.newOutputStream(file))) {
            for (int from = 0; from < rows.size(); from += batchRows) {
                var builder = new BatchBuilder(schema, batchRows);
                var to = Rows.of(type).writer(builder);
                rows.subList(from, Math.min(rows.size(), from + batchRows)).forEach(to::add);
                writer.write(builder.build());
            }
        }
    }

    private static List<Kinds> readByHardwood(Path file) throws IOException {
        List<Kinds> rows = new ArrayList<>();
        try (var reader = ParquetFileReader.open(InputFile.of(file));
                var row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                rows.add(Kinds.of(row));
            }
        }
        return rows;
    }

    private static <T> List<T> readByWick(Path file, Class<T> type) throws Exception {
        return Reads.rows(new ParquetSource<>(file.toString(), Schema.of(type)), 2);
    }

    private static FileMetaData metadata(Path file) throws IOException {
        try (var reader = ParquetFileReader.open(InputFile.of(file))) {
            return reader.getFileMetaData();
        }
    }

    private static ColumnMetaData column(RowGroup group, String name) {
        return group.columns().stream()
                .map(column -> column.metaData())
                .filter(column -> column.pathInSchema().toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 100)
    void when_any_rows_are_written_then_readers_give_them_back_and_statistics_hold(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int count,
            @ForAll @IntRange(min = 1, max = 1500) int distinct,
            @ForAll @IntRange(min = 0, max = 4) int nulls,
            @ForAll @IntRange(min = 200, max = 5000) int groupRows,
            @ForAll Compression compression)
            throws Exception {
        // given
        var random = new Random(seed);
        List<Kinds> rows =
                IntStream.range(0, count)
                        .mapToObj(i -> Kinds.random(random, distinct, nulls / 4.0))
                        .toList();
        Path file = Files.createTempFile("kinds", ".parquet");
        try {
            // when
            var options = STANDARD.rowGroupRows(groupRows).compression(compression);
            write(file, Kinds.class, rows, 1 + random.nextInt(2000), options);

            // then
            assertThat(readByHardwood(file)).isEqualTo(rows);
            assertThat(readByWick(file, Kinds.class)).isEqualTo(rows);
            int at = 0;
            for (RowGroup group : metadata(file).rowGroups()) {
                int end = at + (int) group.numRows();
                assertThat(group.numRows()).isEqualTo(Math.min(groupRows, count - at));
                checkStatistics(group, rows.subList(at, end));
                at = end;
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void checkStatistics(RowGroup group, List<Kinds> rows) {
        check(group, "whole", rows, Kinds::whole, Integer::compare, ByteBuffer::getInt);
        check(group, "tallMaybe", rows, Kinds::tallMaybe, Long::compare, ByteBuffer::getLong);
        check(
                group,
                "at",
                rows,
                Kinds::at,
                Comparator.naturalOrder(),
                bytes -> Instant.ofEpochSecond(0, bytes.getLong()));
        check(group, "flagMaybe", rows, Kinds::flagMaybe, Boolean::compare, b -> b.get() == 1);
        check(
                group,
                "word",
                rows,
                row -> row.word() == null ? null : utf8(row.word()),
                ParquetFormatTest::compareBytes,
                bytes -> new Bytes(Arrays.copyOf(bytes.array(), bytes.limit())));
        check(
                group,
                "fractionMaybe",
                rows,
                row -> widened(row.fractionMaybe()),
                Double::compare,
                bytes -> bytes.getDouble() + 0.0);
    }

    /** The zeros are one here; NaN does not count. */
    private static Double widened(Double value) {
        return value == null || value.isNaN() ? null : (Double) (value + 0.0);
    }

    private record Bytes(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int compareBytes(Bytes a, Bytes b) {
        return Arrays.compareUnsigned(a.bytes(), b.bytes());
    }

    private static <V> void check(
            RowGroup group,
            String name,
            List<Kinds> rows,
            Function<Kinds, V> value,
            Comparator<V> order,
            Function<ByteBuffer, V> decode) {
        Statistics statistics = column(group, name).statistics();
        List<V> there = rows.stream().map(value).filter(Objects::nonNull).sorted(order).toList();
        if (!name.equals("fractionMaybe")) {
            assertThat(statistics.nullCount()).isEqualTo(rows.size() - there.size());
        }
        if (there.isEmpty()) {
            assertThat(statistics.minValue()).isNull();
            assertThat(statistics.maxValue()).isNull();
        } else {
            assertThat(statistics.isMinMaxDeprecated()).isFalse();
            assertThat(decoded(statistics.minValue(), decode)).isEqualTo(there.getFirst());
            assertThat(decoded(statistics.maxValue(), decode)).isEqualTo(there.getLast());
        }
    }

    private static <V> V decoded(byte[] bytes, Function<ByteBuffer, V> decode) {
        return decode.apply(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    record Growing(long id, String key, String few, Double late) {
        static Growing of(int i) {
            return new Growing(
                    i,
                    "key " + i / 3 + "x".repeat(20),
                    "few " + i / 10_000,
                    i < 70_000 ? null : i * 0.5);
        }
    }

    @Test
    void when_dictionaries_grow_too_large_then_pages_have_plain_values_from_there_on()
            throws Exception {
        // given 40,000 keys of about 30 bytes: more than a dictionary may have
        List<Growing> rows = IntStream.range(0, 120_000).mapToObj(Growing::of).toList();
        Path file = directory.resolve("growing.parquet");

        // when
        write(file, Growing.class, rows, 16_384, STANDARD);

        // then
        assertThat(readByWick(file, Growing.class)).isEqualTo(rows);
        RowGroup group = metadata(file).rowGroups().getFirst();
        assertThat(column(group, "id").encodings()).doesNotContain(Encoding.RLE_DICTIONARY);
        assertThat(column(group, "key").encodings())
                .contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
        assertThat(column(group, "few").encodings()).contains(Encoding.RLE_DICTIONARY);
        assertThat(column(group, "few").totalCompressedSize()).isLessThan(2_000);
        assertThat(new String(column(group, "key").statistics().minValue(), StandardCharsets.UTF_8))
                .startsWith("key 0x");
        assertThat(new String(column(group, "key").statistics().maxValue(), StandardCharsets.UTF_8))
                .startsWith("key 9x");
        assertThat(column(group, "late").statistics().nullCount()).isEqualTo(70_000);
    }

    record Large(String text) {}

    @Test
    void when_rows_are_large_then_groups_end_by_their_bytes() throws Exception {
        // given 40,000 rows of 500 bytes that do not repeat
        var random = new Random(7);
        List<Large> rows = new ArrayList<>();
        byte[] bytes = new byte[500];
        for (int i = 0; i < 40_000; i++) {
            random.nextBytes(bytes);
            rows.add(new Large(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
        Path file = directory.resolve("large.parquet");

        // when
        write(file, Large.class, rows, 10_000, STANDARD.rowGroupBytes(4 << 20));

        // then
        assertThat(metadata(file).rowGroups()).hasSizeBetween(4, 10);
        assertThat(readByWick(file, Large.class)).isEqualTo(rows);
    }

    @Test
    void when_there_are_no_rows_then_the_file_has_its_columns_alone() throws Exception {
        Path file = directory.resolve("none.parquet");

        write(file, Kinds.class, List.of(), 10, STANDARD);

        assertThat(readByWick(file, Kinds.class)).isEmpty();
        assertThat(readByHardwood(file)).isEmpty();
    }

    record Event(Instant at) {}

    @Test
    void when_instants_are_stored_coarser_then_they_are_rounded_down() throws Exception {
        Path file = directory.resolve("micros.parquet");
        List<Event> rows =
                List.of(
                        new Event(Instant.ofEpochSecond(1, 1_999)),
                        new Event(Instant.ofEpochSecond(-1, 1)));

        write(file, Event.class, rows, 10, STANDARD.timestamps(TimeUnit.MICROSECONDS));

        assertThat(readByWick(file, Event.class))
                .containsExactly(
                        new Event(Instant.ofEpochSecond(1, 1_000)),
                        new Event(Instant.ofEpochSecond(-1, 0)));
    }

    record Unwritable(long id, StringBuilder text) {}

    record Empty() {}

    @Test
    void when_rows_cannot_be_written_then_the_error_names_the_column_and_what_to_do() {
        var format = new ParquetFormat(STANDARD);

        assertThatThrownBy(() -> format.check(Schema.of(Unwritable.class)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Column 'text'")
                .hasMessageContaining("StringBuilder")
                .hasMessageContaining("map it");
        assertThatThrownBy(() -> format.check(Schema.of(Empty.class)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no components");
        assertThatThrownBy(() -> STANDARD.rowGroupRows(0)).hasMessageContaining("0 rows");
    }
}
