package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.column.Batch;
import io.wick.column.LongColumn;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Grouped;
import io.wick.pipeline.Order;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.PipelineReport;
import io.wick.pipeline.PipelineRun;
import io.wick.pipeline.Query;
import io.wick.pipeline.Sinks;
import io.wick.pipeline.Sources;
import io.wick.pipeline.StageReport;

import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Pipelines on two nodes: what they give, what they say, and how they end. */
@WickTest(nodes = 2)
class PipelineTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static volatile CountDownLatch begun = new CountDownLatch(1);
    private static volatile CountDownLatch going = new CountDownLatch(1);

    record Sale(String shop, int price, Instant at, String note) implements Serializable {}

    record Shop(String name, String town) implements Serializable {}

    record TownSale(String town, int price) implements Serializable {}

    record ShopPrice(String shop, int price) implements Serializable {}

    record ShopSales(String shop, long sales, double mean) implements Serializable {}

    record Window(Instant start, long sales) implements Serializable {}

    private static List<Sale> sales(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new Sale(
                                        "s" + i % 3,
                                        i,
                                        Instant.EPOCH.plusSeconds(i),
                                        i % 2 == 0 ? null : "n"))
                .toList();
    }

    @Test
    void when_a_range_is_worked_on_then_functions_and_columns_agree(Wick wick) {
        Pipeline<Long> numbers = Pipeline.from(Sources.range(0, 100_000));

        assertThat(numbers.count(wick)).isEqualTo(100_000);
        assertThat(numbers.filter(n -> n % 1000 == 7).map(n -> n * 2).collect(wick))
                .hasSize(100)
                .startsWith(14L, 2014L);
        assertThat(numbers.limit(3).collect(wick)).containsExactly(0L, 1L, 2L);
        assertThat(numbers.first(2, Order.by((Long n) -> -n)).collect(wick))
                .containsExactly(99_999L, 99_998L);
        assertThat(Pipeline.from(Sources.range(5, 5)).collect(wick)).isEmpty();
        assertThat(numbers.sample(0.1, 1).count(wick)).isBetween(9_000L, 11_000L);
    }

    @Test
    void when_records_are_grouped_joined_and_selected_then_the_rows_are_right(Wick wick) {
        Pipeline<Sale> sales = Pipeline.from(Sources.of(sales(300)));
        Pipeline<Shop> shops =
                Pipeline.from(Sources.of(new Shop("s0", "Ulm"), new Shop("s1", "Bonn")));

        assertThat(
                        sales.groupBy(Sale::shop)
                                .aggregate(
                                        ShopSales.class,
                                        Aggregates.count(),
                                        Aggregates.mean(Sale::price))
                                .sortBy(ShopSales::shop)
                                .collect(wick))
                .containsExactly(
                        new ShopSales("s0", 100, 148.5),
                        new ShopSales("s1", 100, 149.5),
                        new ShopSales("s2", 100, 150.5));
        assertThat(sales.groupBy(Sale::shop).count().collect(wick))
                .containsExactlyInAnyOrder(
                        new Grouped<>("s0", 100L),
                        new Grouped<>("s1", 100L),
                        new Grouped<>("s2", 100L));
        assertThat(
                        sales.join(TownSale.class, shops, Sale::shop, Shop::name)
                                .filter(t -> t.price() < 4)
                                .collect(wick))
                .containsExactlyInAnyOrder(
                        new TownSale("Ulm", 0), new TownSale("Bonn", 1), new TownSale("Ulm", 3));
        assertThat(
                        sales.leftJoin(TownSale.class, shops, Sale::shop, Shop::name)
                                .where(Condition.of(TownSale::price).atMost(2))
                                .collect(wick))
                .containsExactlyInAnyOrder(
                        new TownSale("Ulm", 0), new TownSale("Bonn", 1), new TownSale(null, 2));
        assertThat(
                        sales.select(ShopPrice.class, Sale::shop, Sale::price)
                                .top(1, ShopPrice::price)
                                .collect(wick))
                .containsExactly(new ShopPrice("s2", 299));
        assertThat(
                        sales.window(Sale::at, Duration.ofMinutes(2))
                                .aggregate(Window.class, Aggregates.count())
                                .sortBy(Window::start)
                                .collect(wick))
                .containsExactly(
                        new Window(Instant.EPOCH, 120),
                        new Window(Instant.EPOCH.plusSeconds(120), 120),
                        new Window(Instant.EPOCH.plusSeconds(240), 60));
    }

    @Test
    void when_a_vertex_runs_on_another_node_then_it_is_near_its_ref_and_progress_counts_its_rows(
            Wick wick) {
        // given
        CountDownLatch held = new CountDownLatch(1);
        going = held;
        UUID other = wick.nodes().getLast().id();
        ObjectRef<List<Integer>> numbers =
                wick.task(() -> IntStream.range(0, 100_000).boxed().toList())
                        .onNode(other)
                        .submit();
        numbers.get(LIMIT);

        // when
        PipelineRun<Long> run =
                Pipeline.from(Sources.refs(Integer.class, List.of(numbers)))
                        .named("numbers")
                        .map(
                                n -> {
                                    if (n == 60_000) {
                                        going.await();
                                    }
                                    return Wick.current().nodes().getFirst().id();
                                })
                        .filter(other::equals)
                        .into(Sinks.<UUID>count())
                        .start(wick);

        // then
        Waiting.until("rows so far are counted", LIMIT, () -> rowsOut(run, "numbers") > 0);
        assertThat(rowsOut(run, "numbers")).isLessThan(100_000);
        assertThat(run.isDone()).isFalse();
        held.countDown();
        assertThat(run.get(LIMIT)).isEqualTo(100_000);
        assertThat(rowsOut(run, "numbers")).isEqualTo(100_000);
    }

    private static long rowsOut(PipelineRun<?> run, String stage) {
        return run.progress().stages().stream()
                .filter(known -> known.name().equals(stage))
                .mapToLong(StageReport::rowsOut)
                .sum();
    }

    @Test
    void when_rows_are_in_refs_or_batches_then_they_are_worked_on(Wick wick) {
        ObjectRef<List<Integer>> a = wick.put(List.of(1, 2));
        ObjectRef<List<Integer>> b = wick.put(List.of(3));
        Pipeline<Integer> refs = Pipeline.from(Sources.refs(Integer.class, List.of(a, b)));

        assertThat(refs.map(i -> i * 10).collect(wick)).containsExactly(10, 20, 30);
        assertThat(
                        Pipeline.from(Sources.range(0, 50_000))
                                .mapBatches(Long.class, PipelineTest::doubled)
                                .filter(n -> n >= 99_996)
                                .collect(wick))
                .containsExactly(99_996L, 99_998L);
        assertThat(
                        Pipeline.from(Sources.range(0, 10))
                                .mapBatches(Long.class, () -> 5, (s, batch) -> batch)
                                .count(wick))
                .isEqualTo(10);
    }

    private static Batch doubled(Batch batch) {
        long[] values = batch.longs(0).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 2;
        }
        return new Batch(Schema.of(Long.class), batch.rows(), new LongColumn(values));
    }

    @Test
    void when_a_pipeline_is_wrong_then_it_says_so_where_it_is_written() {
        Pipeline<Sale> sales = Pipeline.from(Sources.of(sales(3)));

        assertThatThrownBy(() -> sales.map(null))
                .isInstanceOf(PipelineException.class)
                .hasMessage("The function of map(..) is null: give one");
        assertThatThrownBy(
                        () ->
                                sales.groupBy(Sale::shop)
                                        .aggregate(
                                                ShopSales.class,
                                                Aggregates.mean(Sale::price),
                                                Aggregates.count()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("ShopSales");
        assertThatThrownBy(() -> sales.select(ShopPrice.class, Sale::price, Sale::shop))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("component shop");
        assertThatThrownBy(() -> sales.join(sales, Sale::shop, Sale::price, (a, b) -> a))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("never be equal");
        assertThatThrownBy(() -> sales.sample(1.5, 1))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("1.5");
    }

    @Test
    void when_a_function_fails_then_the_error_names_the_stage_and_what_was_read(Wick wick) {
        Pipeline<Integer> failing =
                Pipeline.from(Sources.of(sales(100)))
                        .map(
                                sale -> {
                                    if (sale.price() == 77) {
                                        throw new IllegalStateException("broken");
                                    }
                                    return sale.price();
                                })
                        .named("prices");

        assertThatThrownBy(() -> failing.collect(wick))
                .isInstanceOf(TaskFailedException.class)
                .cause()
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("'prices'")
                .hasMessageContaining("the rows")
                .cause()
                .hasMessage("broken");
        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.of(1, 2))
                                        .map(Integer.class, i -> i == 2 ? null : i)
                                        .collect(wick))
                .hasMessageContaining("null for the row 2");
    }

    @Test
    void when_a_run_is_over_then_its_report_has_the_rows_of_each_stage(Wick wick) {
        Query<Long> query =
                Pipeline.from(Sources.of(sales(1000)))
                        .where(Condition.of(Sale::price).lessThan(500))
                        .named("cheap")
                        .groupBy(Sale::shop)
                        .count()
                        .into(Sinks.count());

        PipelineRun<Long> run = query.start(wick);

        assertThat(run.get(LIMIT)).isEqualTo(3);
        PipelineReport report = run.report();
        assertThat(report.stage("cheap").rowsIn()).isEqualTo(1000);
        assertThat(report.stage("cheap").rowsOut()).isEqualTo(500);
        assertThat(report.stage("group by shop").rowsIn()).isEqualTo(500);
        assertThat(report.stage("group by shop").rowsOut()).isEqualTo(3);
        assertThat(report.stage("count").rowsIn()).isEqualTo(3);
        assertThat(run.progress().fraction()).isEqualTo(1);
        assertThat(report.toString()).contains("cheap").contains("1,000");
    }

    @Test
    void when_a_query_is_explained_then_both_levels_and_the_columns_are_told(Wick wick) {
        Query<Long> query =
                Pipeline.from(Sources.of(sales(1000)))
                        .where(Condition.of(Sale::price).lessThan(500))
                        .groupBy(Sale::shop)
                        .count()
                        .into(Sinks.count());

        assertThat(query.explain(wick))
                .contains("where price < 500")
                .contains("Sale[shop STRING?, price INT], 2 of 4 columns unused")
                .contains("group by shop");
        assertThat(query.toMermaid())
                .startsWith("flowchart LR")
                .contains("s1[\"where price #lt; 500\"]")
                .contains("s0 --> s1");
    }

    @Test
    void when_there_are_few_rows_or_none_then_every_operator_takes_them(Wick wick) {
        for (int count : List.of(0, 1, 2)) {
            Pipeline<Sale> few = Pipeline.from(Sources.of(Sale.class, sales(count)));
            Pipeline<Sale> many =
                    Pipeline.from(Sources.range(0, 100))
                            .map(Sale.class, n -> new Sale("s", n.intValue(), Instant.EPOCH, null))
                            .filter(sale -> sale.price() >= 100)
                            .union(few);

            for (Pipeline<Sale> rows : List.of(few, many)) {
                assertThat(rows.sortBy(Sale::price).collect(wick)).isEqualTo(sales(count));
                assertThat(rows.top(5, Sale::price).count(wick)).isEqualTo(count);
                assertThat(rows.distinct().count(wick)).isEqualTo(count);
                assertThat(rows.zipWithIndex().count(wick)).isEqualTo(count);
                assertThat(rows.limit(5).count(wick)).isEqualTo(count);
                assertThat(rows.repartition(3).count(wick)).isEqualTo(count);
                assertThat(rows.groupBy(Sale::price).count().count(wick)).isEqualTo(count);
                assertThat(rows.semiJoin(rows, Sale::price, Sale::price).count(wick))
                        .isEqualTo(count);
            }
        }
    }

    @Test
    void when_one_key_has_half_of_the_rows_then_several_vertices_join_them(Wick wick) {
        List<Sale> sales =
                IntStream.range(0, 20_000)
                        .mapToObj(
                                i -> new Sale(i % 2 == 0 ? "hot" : "s" + i, i, Instant.EPOCH, null))
                        .toList();
        Pipeline<Shop> shops =
                Pipeline.from(Sources.of(sales))
                        .filter(sale -> sale.price() == 0 || sale.price() % 2 == 1)
                        .flatMap(Shop.class, sale -> List.of(new Shop(sale.shop(), "Ulm")));
        Query<Long> query =
                Pipeline.from(Sources.of(sales))
                        .join(TownSale.class, shops, Sale::shop, Shop::name)
                        .named("towns")
                        .into(Sinks.count());

        PipelineRun<Long> run = query.start(wick);

        assertThat(run.get(LIMIT)).isEqualTo(20_000);
        // Two nodes of two CPUs: four parts, each shared by four
        assertThat(query.explain(wick)).contains("towns, count x 16");
    }

    @Test
    void when_a_run_is_cancelled_then_it_ends(Wick wick) throws Exception {
        begun = new CountDownLatch(1);
        PipelineRun<Long> run =
                Pipeline.from(Sources.range(0, 10))
                        .map(
                                n -> {
                                    begun.countDown();
                                    new CountDownLatch(1).await();
                                    return n;
                                })
                        .into(Sinks.count())
                        .start(wick);
        assertThat(begun.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

        assertThat(run.cancel()).isTrue();

        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        assertThat(run.isDone()).isTrue();
    }
}
