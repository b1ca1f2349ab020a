package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;

import io.wick.Wick;
import io.wick.error.PipelineException;
import io.wick.pipeline.Condition;
import io.wick.pipeline.ParquetOptions;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sinks;
import io.wick.pipeline.Sources;
import io.wick.pipeline.WrittenFiles;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Pipelines from and into files of columns, on two nodes. */
@WickTest(nodes = 2)
class PipelineColumnFilesTest {
    @TempDir Path directory;

    record Trade(long id, String name, Double price, boolean sold, LocalDate day, Instant at)
            implements Serializable {}

    private static Trade trade(long i) {
        return new Trade(
                i,
                i % 4 == 0 ? null : "n" + i % 7,
                i % 5 == 0 ? null : i / 4.0,
                i % 3 == 0,
                LocalDate.ofEpochDay(i),
                Instant.ofEpochSecond(i, 1001));
    }

    private static List<Trade> trades(int count) {
        return LongStream.range(0, count).mapToObj(PipelineColumnFilesTest::trade).toList();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static List<Path> files(Path in) throws IOException {
        try (var files = Files.list(in)) {
            return files.toList();
        }
    }

    @Test
    void when_rows_go_into_parquet_then_they_come_back_and_others_can_read_them(Wick wick)
            throws Exception {
        // given
        List<Trade> trades = trades(50_000);

        // when
        WrittenFiles written =
                Pipeline.from(Sources.of(trades)).into(Sinks.<Trade>parquet(path("out"))).run(wick);

        // then
        assertThat(written.rows()).isEqualTo(trades.size());
        assertThat(files(directory.resolve("out")))
                .containsExactlyInAnyOrderElementsOf(written.files())
                .allMatch(file -> file.toString().endsWith(".parquet"));
        Pipeline<Trade> back = Pipeline.from(Sources.parquet(path("out"), Trade.class));
        assertThat(back.filter(row -> row.equals(trade(row.id()))).count(wick))
                .isEqualTo(trades.size());
        List<Trade> read = new ArrayList<>();
        readByHardwood(
                written,
                row ->
                        read.add(
                                new Trade(
                                        row.getLong(0),
                                        row.isNull(1) ? null : row.getString(1),
                                        row.isNull(2) ? null : (Double) row.getDouble(2),
                                        row.getBoolean(3),
                                        row.getDate(4),
                                        row.getTimestamp(5))));
        assertThat(read).isEqualTo(trades);
    }

    private static void readByHardwood(WrittenFiles files, Consumer<RowReader> each)
            throws IOException {
        for (Path file : files.files()) {
            try (var reader = ParquetFileReader.open(InputFile.of(file));
                    var row = reader.rowReader()) {
                while (row.hasNext()) {
                    row.next();
                    each.accept(row);
                }
            }
        }
    }

    @Test
    void when_a_condition_excludes_row_groups_that_were_written_then_they_are_not_read(Wick wick) {
        // given groups of 1,000 rows in which the id rises
        Pipeline.from(Sources.of(trades(20_000)))
                .into(
                        Sinks.<Trade>parquet(
                                path("groups"), ParquetOptions.standard().rowGroupRows(1_000)))
                .run(wick);

        // when
        var run =
                Pipeline.from(Sources.parquet(path("groups"), Trade.class))
                        .where(Condition.of(Trade::id).atLeast(19_500L))
                        .into(Sinks.count())
                        .start(wick);

        // then
        assertThat(run.get()).isEqualTo(500);
        assertThat(run.report().stages().getFirst().rowsOut()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void when_a_run_fails_then_it_leaves_neither_files_nor_drafts(Wick wick) throws Exception {
        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.of(trades(5_000)))
                                        .filter(trade -> 1 / (trade.id() - 4_000) < 2)
                                        .into(Sinks.<Trade>parquet(path("failed")))
                                        .run(wick))
                .hasStackTraceContaining("/ by zero");

        Path failed = directory.resolve("failed");
        assertThat(Files.exists(failed) ? files(failed) : List.of()).isEmpty();
    }

    record Unwritable(StringBuilder text) {}

    @Test
    void when_rows_or_the_directory_do_not_fit_then_the_error_says_so(Wick wick) throws Exception {
        var unwritable = Pipeline.from(Sources.of(Unwritable.class, List.of()));
        Files.writeString(Files.createDirectories(directory.resolve("full")).resolve("a"), "b");
        var writable = Pipeline.from(Sources.of(trades(10)));

        assertThatThrownBy(() -> unwritable.into(Sinks.<Unwritable>parquet(path("never"))))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Column 'text'");
        assertThatThrownBy(() -> unwritable.into(Sinks.<Unwritable>csv(path("never"))))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Column 'text'");
        assertThatThrownBy(() -> writable.into(Sinks.<Trade>parquet(path("full"))).run(wick))
                .hasStackTraceContaining("has files already, such as a");
        assertThat(directory.resolve("never")).doesNotExist();
        assertThat(files(directory.resolve("full"))).hasSize(1);
    }

    record Pair(Long id, String word) implements Serializable {}

    private void writeArrow(String name, int from, int until, int batchRows) throws IOException {
        try (var allocator = new RootAllocator();
                var ids = new BigIntVector("id", allocator);
                var words = new VarCharVector("word", allocator);
                var root = VectorSchemaRoot.of(ids, words);
                var out =
                        FileChannel.open(
                                directory.resolve(name),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var writer = new ArrowFileWriter(root, null, out)) {
            writer.start();
            for (int start = from; start < until; start += batchRows) {
                ids.allocateNew();
                words.allocateNew();
                int rows = Math.min(batchRows, until - start);
                for (int i = 0; i < rows; i++) {
                    Pair pair = pair(start + i);
                    ids.setSafe(i, pair.id());
                    if (pair.word() != null) {
                        words.setSafe(i, pair.word().getBytes(StandardCharsets.UTF_8));
                    }
                }
                root.setRowCount(rows);
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private static Pair pair(long i) {
        return new Pair(i, i % 3 == 0 ? null : "word " + i % 100);
    }

    @Test
    void when_arrow_files_have_many_batches_then_both_nodes_read_them_in_order(Wick wick)
            throws Exception {
        // given
        writeArrow("p-1.arrow", 0, 60_000, 1_000);
        writeArrow("p-2.arrow", 60_000, 60_000, 1_000);
        writeArrow("p-3.arrow", 60_000, 100_000, 40_000);
        Pipeline<Pair> pairs = Pipeline.from(Sources.arrow(path("p-*.arrow"), Pair.class));

        // when
        WrittenFiles written = pairs.into(Sinks.<Pair>parquet(path("pairs"))).run(wick);
        List<Pair> read = new ArrayList<>();
        readByHardwood(
                written,
                row -> read.add(new Pair(row.getLong(0), row.isNull(1) ? null : row.getString(1))));

        // then
        List<Pair> expected =
                LongStream.range(0, 100_000).mapToObj(PipelineColumnFilesTest::pair).toList();
        assertThat(read).isEqualTo(expected);
        assertThat(written.files()).hasSizeGreaterThan(2);
        assertThat(pairs.where(Condition.of(Pair::word).equalTo("word 1")).count(wick))
                .isEqualTo(expected.stream().filter(p -> "word 1".equals(p.word())).count());
    }

    @Test
    void when_an_arrow_file_is_none_or_is_cut_off_then_the_error_names_it(Wick wick)
            throws Exception {
        Files.writeString(directory.resolve("text.arrow"), "this is no Arrow file at all");
        writeArrow("cut.arrow", 0, 1_000, 100);
        byte[] whole = Files.readAllBytes(directory.resolve("cut.arrow"));
        Files.write(directory.resolve("cut.arrow"), Arrays.copyOf(whole, whole.length / 2));

        for (String name : List.of("text.arrow", "cut.arrow")) {
            assertThatThrownBy(
                            () -> Pipeline.from(Sources.arrow(path(name), Pair.class)).count(wick))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("cannot be read as an Arrow file");
        }
        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.arrow(path("no.arrow"), Pair.class))
                                        .count(wick))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("There is no file");
    }
}
