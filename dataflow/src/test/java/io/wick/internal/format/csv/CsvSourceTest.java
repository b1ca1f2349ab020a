package io.wick.internal.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.Reads;
import io.wick.internal.format.json.JsonSource;
import io.wick.pipeline.BadLine;
import io.wick.pipeline.BadLines;
import io.wick.pipeline.CsvOptions;
import io.wick.pipeline.Split;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class CsvSourceTest {
    @TempDir Path directory;

    record Trade(int id, String name, Double price) {}

    private String file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static CsvSource<Trade> trades(String path) {
        return trades(path, CsvOptions.standard());
    }

    private static CsvSource<Trade> trades(String path, CsvOptions options) {
        return new CsvSource<>(path, Schema.of(Trade.class), options);
    }

    @Test
    void when_a_file_has_quotes_breaks_and_other_columns_then_rows_are_right() throws Exception {
        String file =
                file(
                        "a.csv",
                        "price,extra,name,id\r\n"
                                + "1.5,x,\"a, \"\"b\"\"\",1\r\n"
                                + "\r\n"
                                + ",\"y\nz\",\"\",-2\n"
                                + "1e3,,,+3");

        assertThat(Reads.rows(trades(file), 1))
                .containsExactly(
                        new Trade(1, "a, \"b\"", 1.5),
                        new Trade(-2, "", null),
                        new Trade(3, null, 1000.0));
    }

    @Test
    void when_a_file_begins_with_a_mark_of_its_encoding_then_the_header_is_right()
            throws Exception {
        String file = file("a.csv", "\uFEFFid,name,price\n1,é,2\n");

        assertThat(Reads.rows(trades(file), 1)).containsExactly(new Trade(1, "é", 2.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void when_a_file_is_cut_then_each_record_is_read_once(int splits) throws Exception {
        // given records with line breaks, quotes and separators everywhere
        List<Trade> expected = new ArrayList<>();
        var text = new StringBuilder("id,name,price\n");
        for (int i = 0; i < 100_000; i++) {
            String name = i % 3 == 0 ? "a\n\"b\",\n" + i : "plain" + i % 10;
            expected.add(new Trade(i, name, i / 4.0));
            String quoted = i % 3 == 0 ? '"' + name.replace("\"", "\"\"") + '"' : name;
            text.append(i).append(',').append(quoted).append(',').append(i / 4.0).append('\n');
        }
        CsvSource<Trade> source = trades(file("a.csv", text.toString()));

        // when
        List<? extends Split> parts = Reads.of(source, 1000).plan(splits).splits();
        List<Trade> rows = Reads.rows(source, splits);

        // then
        assertThat(parts.size()).isBetween(Math.min(splits, 5), splits);
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void when_there_are_no_line_breaks_in_fields_then_cuts_need_no_reading() throws Exception {
        var text = new StringBuilder("id,name,price\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i).append(",abcdef,1\n");
        }
        CsvSource<Trade> source =
                trades(file("a.csv", text.toString()), CsvOptions.standard().lineBreaks(false));

        assertThat(Reads.of(source, 1000).plan(4).splits()).hasSize(4);
        assertThat(Reads.rows(source, 4)).extracting(Trade::id).isSorted().hasSize(100_000);
    }

    @Test
    void when_a_file_is_packed_then_it_is_unpacked_in_one_split() throws Exception {
        Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("id,name,price\n1,a,\n2,b,\n".getBytes());
        }

        assertThat(Reads.rows(trades(file.toString()), 8))
                .containsExactly(new Trade(1, "a", null), new Trade(2, "b", null));
    }

    @Test
    void when_a_path_is_a_glob_or_directory_then_all_its_files_are_read_by_name() throws Exception {
        file("b.csv", "id,name,price\n2,b,\n");
        file("a.csv", "name,id,price\na,1,\n"); // each file has its own order
        file(".hidden.csv", "x");

        assertThat(Reads.rows(trades(directory + "/*.csv"), 1))
                .extracting(Trade::id)
                .containsExactly(1, 2);
        assertThat(Reads.rows(trades(directory.toString()), 1)).hasSize(2);
        assertThatThrownBy(() -> Reads.rows(trades(directory + "/*.txt"), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("There is no file");
    }

    @Test
    void when_there_is_no_header_then_columns_are_components_in_order() throws Exception {
        String file = file("a.tsv", "1\ta\t\n2\tb\t0.25\n");
        CsvOptions options = CsvOptions.standard().header(false).separator('\t');

        assertThat(Reads.rows(trades(file, options), 1))
                .containsExactly(new Trade(1, "a", null), new Trade(2, "b", 0.25));
    }

    record One(String only) {}

    @Test
    void when_there_is_one_column_then_an_empty_line_is_a_null() throws Exception {
        String file = file("a.csv", "only\na\n\n\"\"\n\n");
        CsvSource<One> source = new CsvSource<>(file, Schema.of(One.class), CsvOptions.standard());

        assertThat(Reads.rows(source, 1))
                .containsExactly(new One("a"), new One(null), new One(""), new One(null));
    }

    @Test
    void when_a_column_is_missing_then_the_error_lists_those_there() throws Exception {
        String file = file("a.csv", "id,Name,price\n");

        assertThatThrownBy(() -> Reads.rows(trades(file), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no column 'name'")
                .hasMessageContaining("id, Name, price");
    }

    @Test
    void when_a_field_is_wrong_then_the_error_has_file_line_and_column() throws Exception {
        String file = file("a.csv", "id,name,price\n1,\"a\nb\",\nx,c,\n");

        assertThatThrownBy(() -> Reads.rows(trades(file), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("a.csv, line 4, column 'id': expected a whole number")
                .hasMessageContaining("got 'x'")
                .hasMessageContaining("BadLines.skip()");
        String missing = file("b.csv", "id,name,price\n,a,\n");
        assertThatThrownBy(() -> Reads.rows(trades(missing), 1))
                .hasMessageContaining(
                        "b.csv, line 2, column 'id': there is no value, but Trade.id");
        String few = file("c.csv", "id,name,price\n1,a,1\n1,a\n");
        assertThatThrownBy(() -> Reads.rows(trades(few), 1))
                .hasMessageContaining("c.csv, line 3: expected 3 fields as in the header, got 2");
    }

    @Test
    void when_a_later_part_has_a_wrong_line_then_its_number_is_that_in_the_file() throws Exception {
        var text = new StringBuilder("id,name,price\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i == 90_000 ? "oops" : "1").append(",abcdef,1\n");
        }
        String file = file("a.csv", text.toString());

        assertThatThrownBy(() -> Reads.rows(trades(file), 4)).hasMessageContaining("line 90002,");
    }

    @Test
    void when_bad_lines_are_skipped_then_the_others_are_read_and_they_are_counted()
            throws Exception {
        String file = file("a.csv", "id,name,price\n1,a,\nx,b,\n2,c\n3,\"d\"e,\n4,f,\n");
        CsvSource<Trade> source = trades(file, CsvOptions.standard().badLines(BadLines.skip()));
        Reads reads = Reads.of(source, 10);

        assertThat(Reads.rows(source, reads, 1)).extracting(Trade::id).contains(1, 4);
        assertThat(reads.skipped).isBetween(2L, 3L);
    }

    @Test
    void when_bad_lines_are_collected_then_they_can_be_read() throws Exception {
        // given
        String file = file("a.csv", "id,name,price\n1,a,\nx,b,\n2,c,\n3,d,oops\n");
        String bad = directory.resolve("bad").toString();
        CsvOptions options = CsvOptions.standard().badLines(BadLines.collect(bad));

        // when
        List<Trade> rows = Reads.rows(trades(file, options), 1);
        var lines = new JsonSource<>(bad, Schema.of(BadLine.class), BadLines.fail());

        // then
        assertThat(rows).extracting(Trade::id).containsExactly(1, 2);
        assertThat(Reads.rows(lines, 1))
                .extracting(BadLine::line, BadLine::column, BadLine::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "id", "x"),
                        org.assertj.core.groups.Tuple.tuple(5L, "price", "oops"));
    }

    record Odd(Thread thread) {}

    @Test
    void when_a_component_has_no_text_then_the_source_says_so_at_once() {
        assertThatThrownBy(() -> new CsvSource<>("x", Schema.of(Odd.class), CsvOptions.standard()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Odd.thread is a Thread");
    }
}
