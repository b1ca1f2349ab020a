package io.wick.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.column.Batch;
import io.wick.column.BatchBuilder;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.csv.CsvFormat;
import io.wick.internal.format.csv.CsvSource;
import io.wick.internal.format.json.JsonFormat;
import io.wick.internal.format.json.JsonSource;
import io.wick.pipeline.BadLines;
import io.wick.pipeline.CsvOptions;
import io.wick.pipeline.SinkContext;
import io.wick.pipeline.Source;
import io.wick.pipeline.WrittenFiles;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class TextFormatsPropertyTest {
    private static final Schema<Everything> SCHEMA = Schema.of(Everything.class);

    @Provide
    Arbitrary<List<Everything>> rows() {
        Arbitrary<String> words =
                Arbitraries.strings()
                        .withChars("ab,;\"'\n\r\\ é€{}:#\t")
                        .ofMaxLength(8)
                        .injectNull(0.2);
        var numbers =
                Combinators.combine(
                                Arbitraries.bytes(),
                                Arbitraries.shorts(),
                                Arbitraries.integers(),
                                Arbitraries.longs().injectNull(0.2),
                                Arbitraries.floats(),
                                Arbitraries.doubles().injectNull(0.2))
                        .as(Numbers::new);
        Arbitrary<Long> seconds = Arbitraries.longs().between(-5_000_000_000L, 5_000_000_000L);
        return Combinators.combine(
                        numbers,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false).injectNull(0.3),
                        words,
                        seconds.injectNull(0.1),
                        Arbitraries.integers().between(0, 999_999_999),
                        Arbitraries.of(Everything.Color.class).injectNull(0.2),
                        Arbitraries.bigDecimals().ofScale(3).injectNull(0.2))
                .as(TextFormatsPropertyTest::row)
                .list()
                .ofMaxSize(40);
    }

    private record Numbers(byte tiny, short small, int whole, Long tall, float single, Double d) {}

    private static Everything row(
            Numbers n,
            boolean flag,
            Boolean maybe,
            String word,
            Long second,
            int nano,
            Everything.Color color,
            BigDecimal amount) {
        boolean none = second == null;
        return new Everything(
                n.tiny,
                n.small,
                n.whole,
                n.tall,
                n.single,
                n.d,
                flag,
                maybe,
                word,
                none ? null : LocalDate.ofEpochDay(second / 1000),
                none ? null : Instant.ofEpochSecond(second, nano),
                color,
                amount,
                none ? null : LocalDateTime.of(2000, 1, 1, 0, 0, 0, nano),
                none ? null : new UUID(second, nano));
    }

    @Property(tries = 200)
    void when_rows_are_written_as_csv_then_they_are_read_back(@ForAll("rows") List<Everything> rows)
            throws Exception {
        for (char separator : new char[] {',', ';'}) {
            CsvOptions options = CsvOptions.standard().separator(separator);
            var sink = new FileSink<Everything>(directory(), new CsvFormat(options));
            assertReadBack(rows, sink, new CsvSource<>(sink.directory(), SCHEMA, options));
        }
    }

    @Property(tries = 200)
    void when_rows_are_written_as_json_then_they_are_read_back(
            @ForAll("rows") List<Everything> rows) throws Exception {
        var sink = new FileSink<Everything>(directory(), new JsonFormat());
        assertReadBack(rows, sink, new JsonSource<>(sink.directory(), SCHEMA, BadLines.fail()));
    }

    private static void assertReadBack(
            List<Everything> rows, FileSink<Everything> sink, Source<Everything> source)
            throws Exception {
        try {
            int half = rows.size() / 2;
            WrittenFiles files =
                    write(sink, List.of(rows.subList(0, half), rows.subList(half, rows.size())));
            assertThat(files.rows()).isEqualTo(rows.size());
            assertThat(files.files()).hasSize(2);
            assertThat(Reads.rows(source, 1)).isEqualTo(rows);
        } finally {
            delete(sink.directory());
        }
    }

    private static WrittenFiles write(FileSink<Everything> sink, List<List<Everything>> parts)
            throws Exception {
        List<FileSink.Part> written = new ArrayList<>();
        UUID run = UUID.randomUUID();
        for (List<Everything> part : parts) {
            var context = new SinkContext(run, written.size(), parts.size(), SCHEMA);
            var writer = sink.open(context);
            writer.write(batch(part));
            written.add(writer.finish());
        }
        return sink.finish(written);
    }

    private static Batch batch(List<Everything> rows) {
        var builder = new BatchBuilder(SCHEMA);
        var writer = Rows.of(Everything.class).writer(builder);
        rows.forEach(writer::add);
        return builder.build();
    }

    @Property(tries = 1000)
    void when_csv_is_random_bytes_then_it_ends_with_rows_or_the_typed_error(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll boolean skip) throws Exception {
        assertEnds(
                bytes,
                "word,whole\n",
                file ->
                        new CsvSource<>(
                                file,
                                Schema.of(Two.class),
                                CsvOptions.standard().badLines(policy(skip))));
    }

    @Property(tries = 1000)
    void when_csv_is_noise_of_its_own_signs_then_it_ends_with_rows_or_the_typed_error(
            @ForAll("noise") String noise, @ForAll boolean skip) throws Exception {
        assertEnds(
                noise.getBytes(StandardCharsets.UTF_8),
                "word,whole\n",
                file ->
                        new CsvSource<>(
                                file,
                                Schema.of(Two.class),
                                CsvOptions.standard().badLines(policy(skip))));
    }

    @Property(tries = 1000)
    void when_json_is_noise_then_it_ends_with_rows_or_the_typed_error(
            @ForAll("noise") String noise, @ForAll boolean skip) throws Exception {
        assertEnds(
                noise.getBytes(StandardCharsets.UTF_8),
                "{\"word\":\"a\"",
                file -> new JsonSource<>(file, Schema.of(Two.class), policy(skip)));
    }

    @Property(tries = 1000)
    void when_json_is_random_bytes_then_it_ends_with_rows_or_the_typed_error(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll boolean skip) throws Exception {
        assertEnds(bytes, "", file -> new JsonSource<>(file, Schema.of(Two.class), policy(skip)));
    }

    record Two(String word, int whole) {}

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("a1\",\n\r{}[]:\\ \"\"\n").ofMaxLength(60);
    }

    private static BadLines policy(boolean skip) {
        return skip ? BadLines.skip() : BadLines.fail();
    }

    private interface Opening {
        Source<Two> of(String file);
    }

    private static void assertEnds(byte[] bytes, String start, Opening opening) throws Exception {
        Path file = Files.createTempFile("noise", ".txt");
        try {
            Files.write(file, start.getBytes(StandardCharsets.UTF_8));
            Files.write(file, bytes, java.nio.file.StandardOpenOption.APPEND);
            Reads.rows(opening.of(file.toString()), 1);
        } catch (PipelineException e) {
            assertThat(e)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageContaining("line ");
        } finally {
            Files.delete(file);
        }
    }

    private static String directory() throws IOException {
        return Files.createTempDirectory("written").toString();
    }

    private static void delete(String directory) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(directory))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
