package io.wick.internal.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wick.Fn1;
import io.wick.column.Batch;
import io.wick.column.IntColumn;
import io.wick.column.Schema;
import io.wick.column.StringColumn;
import io.wick.error.PipelineException;
import io.wick.pipeline.Aggregate;
import io.wick.pipeline.Aggregates;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

class GroupTableTest {
    private record Summary<K>(
            K key,
            long count,
            long priced,
            long paid,
            long amount,
            Double price,
            Double mean,
            Double variance,
            Integer least,
            String last,
            LocalDate latest,
            long shops,
            Double median,
            Double high,
            Double priceMedian,
            List<Long> ids,
            int own) {}

    private static final List<Aggregate<Sale, ?>> ALL =
            List.of(
                    Aggregates.count(),
                    Aggregates.countOf(Sale::price),
                    Aggregates.countIf(Sale::paid),
                    Aggregates.sum(Sale::amount),
                    Aggregates.sumDouble(Sale::price),
                    Aggregates.mean(Sale::amount),
                    Aggregates.variance(Sale::price),
                    Aggregates.min(Sale::discount),
                    Aggregates.max(Sale::shop),
                    Aggregates.max(Sale::day),
                    Aggregates.distinct(Sale::shop),
                    Aggregates.quantile(Sale::amount, 0.5),
                    Aggregates.quantile(Sale::amount, 0.95),
                    Aggregates.quantile(Sale::price, 0.5),
                    Aggregates.topK(Sale::id, 3),
                    Aggregates.of(() -> 0, (a, sale) -> a + sale.amount(), Integer::sum, a -> a));

    @Property(tries = 40)
    void when_rows_are_grouped_by_any_key_then_the_results_are_those_of_a_plain_loop(
            @ForAll long seed, @ForAll @IntRange(max = 2000) int count) throws Exception {
        List<Sale> sales = Sale.random(seed, count);
        check(sales, seed, Sale::shop);
        check(sales, seed, Sale::amount);
        check(sales, seed, Sale::id);
        check(sales, seed, Sale::price);
        check(sales, seed, Sale::weight);
        check(sales, seed, Sale::day);
        check(sales, seed, Sale::paid);
        check(sales, seed, Sale::kind);
        check(sales, seed, sale -> new Sale.Place(sale.shop(), sale.city()));
        check(sales, seed, sale -> sale.amount() % 3);
    }

    private static <K> void check(List<Sale> sales, long seed, Fn1<Sale, K> key) throws Exception {
        check(sales, seed, Key.of(Sale.SCHEMA, key), sale -> call(key, sale));
    }

    private static <K> K call(Fn1<Sale, K> key, Sale sale) {
        try {
            return key.call(sale);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Groups on several tables, moves their states in parts, and compares. */
    private static <K> void check(
            List<Sale> sales, long seed, Key<Sale, K> key, Function<Sale, K> plain)
            throws Exception {
        Random random = new Random(seed);
        GroupSpec<Sale, K, ?> spec = GroupSpec.of(Sale.SCHEMA, key, Summary.class, ALL);
        int parts = random.nextInt(1, 4);
        List<GroupTable<Sale, ?>> merged = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            merged.add(spec.table());
        }
        GroupTable<Sale, ?> table = spec.table();
        for (Batch batch : Sale.batches(sales, random)) {
            table.add(Sale.rowSet(batch));
            if (random.nextInt(3) == 0) {
                moveTo(merged, table);
                table = spec.table();
            }
        }
        moveTo(merged, table);

        Map<Object, Summary<?>> results = new LinkedHashMap<>();
        for (GroupTable<Sale, ?> part : merged) {
            for (Summary<?> summary : Sale.rows(Summary.class, part.results())) {
                assertThat(results.put(summary.key(), summary)).isNull();
            }
        }
        Map<K, List<Sale>> groups = new LinkedHashMap<>();
        sales.forEach(s -> groups.computeIfAbsent(plain.apply(s), _ -> new ArrayList<>()).add(s));
        assertThat(results.keySet()).isEqualTo(groups.keySet());
        groups.forEach((k, group) -> checkGroup(results.get(k), k, group));
    }

    private static void moveTo(List<GroupTable<Sale, ?>> merged, GroupTable<Sale, ?> table)
            throws Exception {
        List<Batch> states = table.states(merged.size());
        for (int part = 0; part < merged.size(); part++) {
            merged.get(part).merge(states.get(part));
        }
    }

    private static void checkGroup(Summary<?> got, Object key, List<Sale> group) {
        List<Double> prices = sorted(group, Sale::price);
        List<Integer> amounts = sorted(group, Sale::amount);
        List<String> shops = sorted(group, Sale::shop);
        List<Integer> discounts = sorted(group, Sale::discount);
        List<LocalDate> days = sorted(group, Sale::day);
        List<Long> ids = sorted(group, Sale::id);
        double mean = prices.stream().mapToDouble(p -> p).average().orElse(0);
        double squares = prices.stream().mapToDouble(p -> (p - mean) * (p - mean)).sum();
        Double variance = prices.size() < 2 ? null : squares / (prices.size() - 1);
        int amount = amounts.stream().mapToInt(a -> a).sum();
        if (variance == null) {
            assertThat(got.variance()).isNull();
        } else {
            assertThat(got.variance()).isCloseTo(variance, within(1e-9));
        }
        assertThat(got)
                .isEqualTo(
                        new Summary<>(
                                key,
                                group.size(),
                                prices.size(),
                                group.stream().filter(s -> Boolean.TRUE.equals(s.paid())).count(),
                                amount,
                                prices.isEmpty() ? null : prices.stream().mapToDouble(p -> p).sum(),
                                (double) amount / group.size(),
                                got.variance(),
                                discounts.isEmpty() ? null : discounts.getFirst(),
                                shops.isEmpty() ? null : shops.getLast(),
                                days.isEmpty() ? null : days.getLast(),
                                shops.stream().distinct().count(),
                                nearestRank(amounts, 50),
                                nearestRank(amounts, 95),
                                nearestRank(prices, 50),
                                ids.reversed().stream().limit(3).toList(),
                                amount));
    }

    private static Double nearestRank(List<? extends Number> sorted, int percent) {
        return sorted.isEmpty()
                ? null
                : sorted.get(Math.max(1, Math.ceilDiv(sorted.size() * percent, 100)) - 1)
                        .doubleValue();
    }

    private static <V extends Comparable<? super V>> List<V> sorted(
            List<Sale> group, Function<Sale, V> value) {
        return group.stream().map(value).filter(Objects::nonNull).sorted().toList();
    }

    private record Total(long count, Long amount, Double median) {}

    @Test
    void when_there_are_no_rows_and_no_key_then_there_is_one_result() throws Exception {
        GroupSpec<Sale, ?, Total> spec =
                GroupSpec.of(
                        Sale.SCHEMA,
                        Key.none(),
                        Total.class,
                        List.<Aggregate<Sale, ?>>of(
                                Aggregates.count(),
                                Aggregates.sum(Sale::amount),
                                Aggregates.quantile(Sale::amount, 0.5)));

        assertThat(Sale.rows(Total.class, spec.table().results()))
                .containsExactly(new Total(0, null, null));
    }

    private record Flat(String shop, String city, long count) {}

    @Test
    void when_a_key_has_parts_then_the_result_may_have_them_as_components() throws Exception {
        GroupSpec<Sale, Sale.Place, Flat> spec =
                GroupSpec.of(
                        Sale.SCHEMA,
                        Key.of(Sale.SCHEMA, Sale.Place.class, List.of(Sale::shop, Sale::city)),
                        Flat.class,
                        List.<Aggregate<Sale, ?>>of(Aggregates.count()));
        List<Sale> sales = Sale.random(1, 500);
        GroupTable<Sale, Flat> table = spec.table();
        table.add(Sale.rowSet(Sale.batch(Sale.class, sales)));

        Map<Sale.Place, Long> counts = new LinkedHashMap<>();
        sales.forEach(s -> counts.merge(new Sale.Place(s.shop(), s.city()), 1L, Long::sum));
        List<Flat> expected = new ArrayList<>();
        counts.forEach((place, n) -> expected.add(new Flat(place.shop(), place.city(), n)));
        assertThat(Sale.rows(Flat.class, table.results())).isEqualTo(expected);
        assertThat(spec.columns()).containsExactly("city", "shop");
    }

    private record Single(String text) {}

    @Test
    void when_there_are_no_aggregates_then_the_results_are_the_different_rows() throws Exception {
        List<Single> singles = List.of(new Single("a"), new Single("b"), new Single("a"));

        assertThat(distinct(Single.class, singles)).isEqualTo(singles.subList(0, 2));
        assertThat(distinct(Long.class, List.of(3L, 4L, 3L))).containsExactly(3L, 4L);
        assertThat(distinct(LocalDate.class, List.of(LocalDate.EPOCH, LocalDate.EPOCH)))
                .containsExactly(LocalDate.EPOCH);
    }

    private static <T> List<T> distinct(Class<T> type, List<T> rows) throws Exception {
        Schema<T> schema = Schema.of(type);
        GroupTable<T, T> table =
                GroupSpec.of(schema, Key.rows(schema), type, List.<Aggregate<T, ?>>of()).table();
        table.add(Sale.rowSet(Sale.batch(type, rows)));
        return Sale.rows(type, table.results());
    }

    private record Wrong(String shop, long count, String mean) {}

    @Test
    void when_a_component_does_not_fit_then_the_error_names_it() {
        assertThatThrownBy(
                        () ->
                                GroupSpec.of(
                                        Sale.SCHEMA,
                                        Key.of(Sale.SCHEMA, Sale::shop),
                                        Wrong.class,
                                        List.<Aggregate<Sale, ?>>of(
                                                Aggregates.count(), Aggregates.mean(Sale::amount))))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("Component mean")
                .hasMessageContaining("java.lang.Double");
    }

    @Property(tries = 30)
    void when_there_are_many_values_then_the_sketches_are_within_their_bounds(@ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        int rows = 100_000;
        int[] values = random.ints(rows).toArray();
        record Estimates(long exact, long about, Double median, Double high) {}
        Schema<Pair> schema = Schema.of(Pair.class);
        GroupSpec<Pair, ?, Estimates> spec =
                GroupSpec.of(
                        schema,
                        Key.none(),
                        Estimates.class,
                        List.<Aggregate<Pair, ?>>of(
                                Aggregates.distinct(Pair::number),
                                Aggregates.approximateDistinct(Pair::number),
                                Aggregates.quantile(Pair::number, 0.5),
                                Aggregates.quantile(Pair::number, 0.99)));
        GroupTable<Pair, Estimates> all = spec.table();
        for (int from = 0; from < rows; from += 25_000) {
            GroupTable<Pair, Estimates> part = spec.table();
            int[] own = Arrays.copyOfRange(values, from, from + 25_000);
            part.add(Sale.rowSet(new Batch(schema, own.length, new IntColumn(own), null)));
            all.merge(part.states());
        }

        Estimates got = Sale.rows(Estimates.class, all.results()).getFirst();
        Arrays.sort(values);
        assertThat((double) got.about()).isCloseTo(got.exact(), within(got.exact() * 0.08));
        assertThat(rankOf(values, got.median())).isCloseTo(0.5, within(0.004));
        assertThat(rankOf(values, got.high())).isCloseTo(0.99, within(0.004));
    }

    private record Pair(int number, String text) {}

    private static double rankOf(int[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, (int) value);
        return (double) (at + 1) / sorted.length;
    }

    @Property(tries = 30)
    void when_ints_are_dense_but_for_some_far_away_then_quantiles_are_exact(
            @ForAll long seed, @ForAll @IntRange(max = 1000) int far) throws Exception {
        Random random = new Random(seed);
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            values.add((int) (random.nextGaussian() * 300));
        }
        for (int i = 0; i < far; i++) {
            values.add(random.nextInt());
        }
        Collections.shuffle(values, random);
        record Both(Double low, Double high) {}
        Schema<Pair> schema = Schema.of(Pair.class);
        GroupSpec<Pair, ?, Both> spec =
                GroupSpec.of(
                        schema,
                        Key.none(),
                        Both.class,
                        List.<Aggregate<Pair, ?>>of(
                                Aggregates.quantile(Pair::number, 0.01),
                                Aggregates.quantile(Pair::number, 0.99)));
        GroupTable<Pair, Both> all = spec.table();
        for (int from = 0; from < values.size(); from += 6_000) {
            int[] own =
                    values.subList(from, Math.min(values.size(), from + 6_000)).stream()
                            .mapToInt(v -> v)
                            .toArray();
            GroupTable<Pair, Both> part = spec.table();
            part.add(
                    Sale.rowSet(
                            new Batch(
                                    schema, own.length, new IntColumn(own), (StringColumn) null)));
            all.merge(part.states());
        }

        values.sort(Comparator.naturalOrder());
        assertThat(Sale.rows(Both.class, all.results()))
                .containsExactly(new Both(nearestRank(values, 1), nearestRank(values, 99)));
    }
}
