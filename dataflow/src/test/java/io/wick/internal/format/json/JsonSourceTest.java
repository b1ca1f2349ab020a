package io.wick.internal.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.Reads;
import io.wick.pipeline.BadLines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class JsonSourceTest {
    @TempDir Path directory;

    record Place(String town, List<String> names) {}

    record Visit(int id, Double price, LocalDate day, Instant at, Place place) {}

    private JsonSource<Visit> visits(String text, BadLines badLines) throws Exception {
        Path file = Files.writeString(directory.resolve("a.jsonl"), text);
        return new JsonSource<>(file.toString(), Schema.of(Visit.class), badLines);
    }

    @Test
    void when_lines_have_other_orders_and_fields_then_rows_are_right() throws Exception {
        String text =
                """
                {"id":1,"price":2.5,"day":"2001-02-03","at":"2001-02-03T04:05:06Z","more":{"a":[1]}}

                {"place":{"town":"Oslo","names":["a","b"]},"id":2,"price":null}
                {"id":3,"price":"NaN"}\
                """;

        assertThat(Reads.rows(visits(text, BadLines.fail()), 1))
                .containsExactly(
                        new Visit(
                                1,
                                2.5,
                                LocalDate.of(2001, 2, 3),
                                Instant.parse("2001-02-03T04:05:06Z"),
                                null),
                        new Visit(2, null, null, null, new Place("Oslo", List.of("a", "b"))),
                        new Visit(3, Double.NaN, null, null, null));
    }

    @Test
    void when_a_file_is_cut_then_each_line_is_read_once() throws Exception {
        var text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("{\"id\":").append(i).append("}\r\n");
        }
        JsonSource<Visit> source = visits(text.toString(), BadLines.fail());

        assertThat(Reads.of(source, 1000).plan(4).splits()).hasSize(4);
        assertThat(Reads.rows(source, 4)).extracting(Visit::id).isSorted().hasSize(100_000);
    }

    @Test
    void when_a_line_is_wrong_then_the_error_has_file_line_and_field() throws Exception {
        assertFails(
                "{\"id\":1}\n{\"id\":\"x\"}\n", "a.jsonl, line 2, column 'id': expected a whole");
        assertFails("{\"id\":1}\n{\"id\":1\n", "a.jsonl, line 2: no JSON");
        assertFails("{\"id\":99999999999}", "line 1, column 'id'");
        assertFails("{\"id\":1,\"day\":\"2001-13-01\"}", "column 'day': expected a date");
        assertFails("{\"id\":1,\"place\":7}", "column 'place': expected a Place");
        assertFails("{\"price\":1}", "column 'id': there is no value");
        assertFails("[1]", "expected an object");
        assertFails("{\"id\":1} {\"id\":2}", "something after it");
    }

    private void assertFails(String text, String message) {
        assertThatThrownBy(() -> Reads.rows(visits(text, BadLines.fail()), 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining(message);
    }

    @Test
    void when_a_line_looks_like_another_encoding_then_it_alone_is_wrong() throws Exception {
        // given a line whose first bytes Jackson would take for UTF-32 of mixed order
        JsonSource<Visit> source = visits("\0\0a\0bc\n{\"id\":2}\n\0\0\0a\n", BadLines.skip());
        Reads reads = Reads.of(source, 10);

        assertThat(Reads.rows(source, reads, 1)).extracting(Visit::id).containsExactly(2);
        assertThat(reads.skipped).isEqualTo(2);
    }

    @Test
    void when_bad_lines_are_skipped_then_the_others_are_read() throws Exception {
        JsonSource<Visit> source =
                visits("{\"id\":1}\nnonsense\n{\"id\":true}\n{\"id\":2}", BadLines.skip());
        Reads reads = Reads.of(source, 10);

        assertThat(Reads.rows(source, reads, 1)).extracting(Visit::id).containsExactly(1, 2);
        assertThat(reads.skipped).isEqualTo(2);
    }
}
