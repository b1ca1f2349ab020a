package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.error.PipelineException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.pipeline.BadLine;
import io.wick.pipeline.BadLines;
import io.wick.pipeline.CacheEntry;
import io.wick.pipeline.Condition;
import io.wick.pipeline.CsvOptions;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sinks;
import io.wick.pipeline.Sources;
import io.wick.pipeline.WrittenFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pipelines from and into files and caches, on two nodes. */
@WickTest(nodes = 2)
class PipelineFilesTest {
    @TempDir Path directory;

    record Trade(long id, String name, Double price, LocalDate day, Instant at)
            implements Serializable {}

    record Priced(long id, Double price) implements Serializable {}

    private static List<Trade> trades(int count) {
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trades.add(
                    new Trade(
                            i,
                            i % 4 == 0 ? null : "n" + i % 7,
                            i % 5 == 0 ? null : i / 4.0,
                            LocalDate.ofEpochDay(i),
                            Instant.ofEpochSecond(i, 1000)));
        }
        return trades;
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static void createCache(Wick wick, String name) {
        ((IgniteEngine) wick.engine()).ignite().getOrCreateCache(name);
    }

    @Test
    void when_rows_go_into_files_then_they_come_back_from_them(Wick wick) throws Exception {
        // given
        List<Trade> trades = trades(10_000);
        Pipeline<Trade> source = Pipeline.from(Sources.of(trades));

        // when
        WrittenFiles csv = source.into(Sinks.<Trade>csv(path("csv"))).run(wick);
        WrittenFiles json = source.into(Sinks.<Trade>jsonLines(path("json"))).run(wick);

        // then
        assertThat(csv.rows()).isEqualTo(trades.size());
        assertThat(json.files()).allMatch(file -> file.toString().endsWith(".jsonl"));
        assertThat(Pipeline.from(Sources.csv(path("csv"), Trade.class)).collect(wick))
                .isEqualTo(trades);
        assertThat(Pipeline.from(Sources.jsonLines(path("json"), Trade.class)).collect(wick))
                .isEqualTo(trades);
        try (var files = Files.list(directory.resolve("csv"))) {
            assertThat(files).hasSize(csv.files().size());
        }
    }

    record Owner(long owner, long trade, String who) implements Serializable {}

    record Owned(String who, Double price) implements Serializable {}

    @Test
    void when_files_are_joined_by_columns_that_nothing_else_uses_then_these_are_read(Wick wick)
            throws Exception {
        Path trades = Files.writeString(directory.resolve("t.csv"), "id,price\n1,2.5\n2,3.5\n");
        Path owners =
                Files.writeString(
                        directory.resolve("o.csv"), "owner,trade,who\n7,2,ann\n8,1,bob\n9,3,cy\n");
        Pipeline<Priced> left = Pipeline.from(Sources.csv(trades.toString(), Priced.class));
        Pipeline<Owner> right = Pipeline.from(Sources.csv(owners.toString(), Owner.class));

        assertThat(left.join(Owned.class, right, Priced::id, Owner::trade).collect(wick))
                .containsExactlyInAnyOrder(new Owned("bob", 2.5), new Owned("ann", 3.5));
        assertThat(right.semiJoin(left, Owner::trade, Priced::id).count(wick)).isEqualTo(2);
    }

    @Test
    void when_a_directory_has_files_then_the_run_is_refused_before_it_starts(Wick wick)
            throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("full")).resolve("a"), "a");

        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.range(0, 10))
                                        .into(Sinks.<Long>jsonLines(path("full")))
                                        .start(wick))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("has files already, such as a");
    }

    @Test
    void when_a_run_fails_then_it_leaves_no_files(Wick wick) throws Exception {
        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.of(trades(5_000)))
                                        .filter(trade -> 1 / (trade.id() - 4_000) < 2)
                                        .into(Sinks.<Trade>csv(path("failed")))
                                        .run(wick))
                .hasStackTraceContaining("/ by zero");
        Path failed = directory.resolve("failed");
        if (Files.exists(failed)) {
            try (var files = Files.list(failed)) {
                assertThat(files.filter(file -> file.toString().endsWith(".csv"))).isEmpty();
            }
        }
    }

    @Test
    void when_lines_are_wrong_then_the_run_says_where_or_leaves_them_out(Wick wick)
            throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "id,price\n1,2\nx,3\n4,5\n");
        CsvOptions collect = CsvOptions.standard().badLines(BadLines.collect(path("bad")));

        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.csv(file.toString(), Priced.class))
                                        .collect(wick))
                .hasStackTraceContaining("a.csv, line 3, column 'id'");
        assertThat(
                        Pipeline.from(Sources.csv(file.toString(), Priced.class, collect))
                                .map(Priced::id)
                                .collect(wick))
                .containsExactly(1L, 4L);
        assertThat(Pipeline.from(Sources.jsonLines(path("bad"), BadLine.class)).collect(wick))
                .extracting(BadLine::text)
                .containsExactly("x");
    }

    @Test
    void when_rows_go_into_a_cache_then_they_come_back_by_their_fields(Wick wick) {
        // given
        createCache(wick, "trades");
        List<Trade> trades = trades(3_000);

        // when
        long written =
                Pipeline.from(Sources.of(trades))
                        .into(Sinks.<Trade, Long>cache("trades", Trade::id))
                        .run(wick);
        Pipeline<Trade> cached = Pipeline.from(Sources.cache("trades", Long.class, Trade.class));

        // then
        assertThat(written).isEqualTo(trades.size());
        List<Trade> read = new ArrayList<>(cached.collect(wick));
        read.sort(Comparator.comparingLong(Trade::id));
        assertThat(read).isEqualTo(trades);
        assertThat(cached.count(wick)).isEqualTo(trades.size());
        assertThat(
                        Pipeline.from(Sources.cache("trades", Long.class, Priced.class))
                                .where(Condition.of(Priced::id).lessThan(10L))
                                .filter(priced -> priced.price() != null)
                                .map(Priced::price)
                                .collect(wick))
                .containsExactlyInAnyOrder(0.25, 0.5, 0.75, 1.0, 1.5, 1.75, 2.0, 2.25);
    }

    @Test
    void when_values_are_objects_then_values_and_entries_are_rows(Wick wick) {
        // given
        createCache(wick, "words");
        Pipeline.from(Sources.of("a", "bb", "ccc"))
                .into(Sinks.<String, Integer>cache("words", String::length))
                .run(wick);

        // when, then
        assertThat(Pipeline.from(Sources.cache("words", Integer.class, String.class)).collect(wick))
                .containsExactlyInAnyOrder("a", "bb", "ccc");
        assertThat(
                        Pipeline.from(Sources.cacheEntries("words", Integer.class, String.class))
                                .map(CacheEntry::key)
                                .collect(wick))
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void when_values_have_no_such_fields_then_the_error_says_what_they_are(Wick wick) {
        createCache(wick, "texts");
        Pipeline.from(Sources.of("a"))
                .into(Sinks.<String, String>cache("texts", text -> text))
                .run(wick);

        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.cache("texts", String.class, Priced.class))
                                        .collect(wick))
                .hasStackTraceContaining("one is a java.lang.String");
    }
}
