package io.wick.internal.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.column.StringColumn;
import io.wick.error.PipelineException;
import io.wick.internal.format.Reads;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Split;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class ParquetSourceTest {
    private static final int ROWS = 1000;

    record All(
            int whole,
            long tall,
            Short small,
            Double fraction,
            float single,
            Boolean flag,
            String word,
            String text,
            LocalDate day,
            Instant at) {
        /** The row that resources/parquet/make.py writes. */
        static All of(int i) {
            return new All(
                    i * 7 % 1000 - 500,
                    i * 1_000_000_007L,
                    i % 5 == 0 ? null : (short) (i % 100),
                    i % 7 == 3 ? null : i / 8.0,
                    i / 4f,
                    i % 11 == 0 ? null : i % 3 == 0,
                    i % 6 == 1 ? null : "w" + i % 13,
                    "text " + i + (i % 2 == 1 ? "é" : ""),
                    LocalDate.ofEpochDay(i - 300),
                    Instant.EPOCH.plusNanos(i * 1_000_003_000L));
        }
    }

    private static String file(String name) {
        return Path.of("src/test/resources/parquet", name).toString();
    }

    private static <T> ParquetSource<T> source(String name, Class<T> type) {
        return new ParquetSource<>(file(name), Schema.of(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zstd.parquet",
                "snappy-v2.parquet",
                "gzip-plain.parquet",
                "mixed.parquet",
                "delta.parquet"
            })
    void when_a_file_is_read_then_rows_are_what_was_written(String name) throws Exception {
        // given batches that end within pages, and all encodings
        List<All> expected = IntStream.range(0, ROWS).mapToObj(All::of).toList();

        // when, then
        assertThat(Reads.rows(source(name, All.class), 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd.parquet", "snappy-v2.parquet", "mixed.parquet", "delta.parquet"})
    void when_row_groups_are_cut_then_parts_have_their_rows_alone(String name) throws Exception {
        // given splits smaller than plan() would make of so few rows
        ParquetSource<All> source = source(name, All.class);
        var reads = Reads.of(source, 64);
        List<Integer> seen = new ArrayList<>();

        // when
        for (Split split : reads.plan(1).splits()) {
            ParquetSplit whole = (ParquetSplit) split;
            for (long from = 0; from < whole.rows(); from += 130) {
                part(whole, from, Math.min(130, whole.rows() - from))
                        .read(
                                reads,
                                batch -> {
                                    for (int i = 0; i < batch.rows(); i++) {
                                        assertThat(batch.value(i, 7))
                                                .isEqualTo(All.of(seen.size()).text());
                                        seen.add(batch.ints(0).get(i));
                                    }
                                    return true;
                                });
            }
        }

        // then
        assertThat(seen)
                .isEqualTo(IntStream.range(0, ROWS).mapToObj(i -> All.of(i).whole()).toList());
    }

    private static ParquetSplit part(ParquetSplit whole, long from, long rows) {
        return new ParquetSplit(
                whole.file(),
                whole.fileBytes(),
                whole.group(),
                whole.groupStart(),
                whole.groupEnd(),
                from,
                rows,
                whole.chunks());
    }

    @Test
    void when_few_columns_are_wanted_then_the_others_are_absent_and_fewer_bytes_read()
            throws Exception {
        // given
        ParquetSource<All> source = source("zstd.parquet", All.class);
        var some = new Reads(source, Set.of("word"), List.of(), 1000);
        var all = Reads.of(source, 1000);

        // when
        List<Batch> batches = some.batches(1);
        all.batches(1);

        // then
        assertThat(batches).allMatch(batch -> batch.has(6) && !batch.has(0) && !batch.has(7));
        assertThat(some.bytes).isPositive().isLessThan(all.bytes / 4);
    }

    @Test
    void when_no_column_is_wanted_then_rows_are_still_counted() throws Exception {
        var none = new Reads(source("zstd.parquet", All.class), Set.of(), List.of(), 1000);

        assertThat(none.batches(1).stream().mapToInt(Batch::rows).sum()).isEqualTo(ROWS);
    }

    @Test
    void when_strings_have_a_dictionary_then_batches_of_a_group_share_it() throws Exception {
        var reads = new Reads(source("zstd.parquet", All.class), Set.of("word"), List.of(), 100);

        List<StringColumn> columns =
                reads.batches(1).stream().map(batch -> batch.strings(6)).toList();

        assertThat(columns.get(1).dictionary()).isSameAs(columns.get(0).dictionary()).hasSize(13);
    }

    @Test
    void when_statistics_rule_groups_out_then_they_are_not_read() throws Exception {
        // given groups of 400 rows, in which 'tall' and 'day' rise
        ParquetSource<All> source = source("zstd.parquet", All.class);
        Condition<All> late = Condition.of(All::day).moreThan(LocalDate.ofEpochDay(150));
        Condition<All> large = Condition.of(All::tall).atLeast(999 * 1_000_000_007L);
        Condition<All> none = Condition.of(All::word).equalTo("x");
        Condition<All> nulls = Condition.of(All::whole).isNull();

        // when, then
        assertThat(splits(source, late)).isEqualTo(2);
        assertThat(splits(source, large)).isEqualTo(1);
        assertThat(splits(source, none)).isZero();
        assertThat(splits(source, nulls)).isZero();
        assertThat(splits(source, late.not())).isEqualTo(2);
    }

    private static int splits(ParquetSource<All> source, Condition<All> condition) {
        return new Reads(source, Set.of("word"), List.of(condition), 100).plan(1).splits().size();
    }

    @Test
    void when_the_consumer_wants_no_more_then_reading_ends() throws Exception {
        List<Batch> batches = new ArrayList<>();

        Reads.of(source("zstd.parquet", All.class), 100)
                .each(
                        1,
                        batch -> {
                            batches.add(batch);
                            return false;
                        });

        assertThat(batches).hasSize(3); // one per split
    }

    @Test
    void when_a_split_travels_then_it_reads_the_same() throws Exception {
        // given
        var reads = Reads.of(source("mixed.parquet", All.class), 400);
        Split split = reads.plan(1).splits().getFirst();

        // when
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(split);
        var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Split copy = (Split) in.readObject();

        // then
        assertThat(copy).isEqualTo(split);
    }

    record Missing(int whole, String Word) {}

    @Test
    void when_a_column_is_missing_then_the_error_lists_those_there() {
        assertThatThrownBy(() -> Reads.rows(source("zstd.parquet", Missing.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no column 'Word'")
                .hasMessageContaining("word STRING")
                .hasMessageContaining("capitals");
    }

    record Narrow(byte tall) {}

    record NoNull(short small) {}

    record Wrong(LocalDate word) {}

    record Many(int many) {}

    @Test
    void when_values_do_not_fit_then_the_error_says_which_and_what_to_do() {
        assertThatThrownBy(() -> Reads.rows(source("zstd.parquet", Narrow.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Narrow.tall, a byte")
                .hasMessageContaining("wider");
        assertThatThrownBy(() -> Reads.rows(source("zstd.parquet", NoNull.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("a null, but NoNull.small is a short");
        assertThatThrownBy(() -> Reads.rows(source("zstd.parquet", Wrong.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Column 'word'")
                .hasMessageContaining("LocalDate");
        assertThatThrownBy(() -> Reads.rows(source("zstd.parquet", String.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no record");
        assertThatThrownBy(() -> Reads.rows(source("nowhere.parquet", Narrow.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no file");
        assertThatThrownBy(() -> Reads.rows(source("list.parquet", Many.class), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no column 'many'")
                .hasMessageContaining("LIST");
    }

    @Test
    void when_metadata_names_more_bytes_than_it_has_then_they_are_not_taken(@TempDir Path directory)
            throws Exception {
        // given a file whose metadata has a text of two billion bytes
        byte[] ends = "PAR1".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ends).put(HexFormat.of().parseHex("2880a8d6b907")).putInt(6).put(ends);
        Path damaged = Files.write(directory.resolve("a.parquet"), file.array());
        var source = new ParquetSource<>(damaged.toString(), Schema.of(All.class));

        assertThatThrownBy(() -> Reads.rows(source, 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("a.parquet cannot be read as a Parquet file: its metadata");
    }

    @Test
    void when_a_file_changes_after_planning_then_the_split_says_so(@TempDir Path directory)
            throws Exception {
        // given
        Path copy = Files.copy(Path.of(file("zstd.parquet")), directory.resolve("a.parquet"));
        var reads = Reads.of(new ParquetSource<>(copy.toString(), Schema.of(All.class)), 100);
        Split split = reads.plan(1).splits().getFirst();

        // when
        Files.write(copy, new byte[10]);

        // then
        assertThatThrownBy(() -> split.read(reads, batch -> true))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("when the run was planned");
    }

    @Property(tries = 300)
    void when_bytes_are_damaged_then_it_ends_with_rows_or_the_typed_error(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 1 << 20) Integer> places,
            @ForAll byte value)
            throws Exception {
        for (String name : List.of("mixed.parquet", "snappy-v2.parquet")) {
            byte[] bytes = Files.readAllBytes(Path.of(file(name)));
            for (int place : places) {
                bytes[place % bytes.length] = value;
            }
            Path damaged = Files.createTempFile("damaged", ".parquet");
            try {
                Files.write(damaged, bytes);
                Reads.rows(new ParquetSource<>(damaged.toString(), Schema.of(All.class)), 1);
            } catch (PipelineException e) {
                assertThat(e).hasMessageContaining(damaged.getFileName().toString());
            } finally {
                Files.delete(damaged);
            }
        }
    }
}
