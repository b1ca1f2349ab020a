package io.wick.internal.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Fn1;
import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Schema;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/** Joins, orders, parts and distinct rows against plain loops. */
class KernelsTest {

    @Property(tries = 40)
    void when_rows_are_sorted_then_the_order_is_that_of_a_stable_sort(
            @ForAll long seed, @ForAll @IntRange(max = 1500) int count) throws Exception {
        List<Sale> sales = Sale.random(seed, count);
        Batch batch = Batch.concat(withEmpty(Sale.batches(sales, new Random(seed))));
        check(batch, sales, Sale::amount, Sale::shop, Sale::day);
        check(batch, sales, Sale::id, Sale::city, Sale::discount);
        check(batch, sales, Sale::price, Sale::kind, Sale::weight);
        check(batch, sales, Sale::paid, Sale::id, Sale::discount);
        check(batch, sales, sale -> sale.amount() / 5, Sale::paid, Sale::kind);
    }

    @Property(tries = 5)
    void when_many_rows_are_sorted_then_the_order_is_that_of_a_stable_sort(@ForAll long seed)
            throws Exception {
        List<Sale> sales = Sale.random(seed, 10_000);
        Batch batch = Sale.batch(Sale.class, sales);
        check(batch, sales, Sale::amount, Sale::shop, Sale::day);
        check(batch, sales, Sale::city, Sale::id, Sale::discount);
    }

    private static List<Batch> withEmpty(List<Batch> batches) {
        List<Batch> all = new ArrayList<>(batches);
        all.add(Sale.batch(Sale.class, List.of()));
        return all;
    }

    private static <
                    A extends Comparable<? super A>,
                    B extends Comparable<? super B>,
                    C extends Comparable<? super C>>
            void check(
                    Batch batch, List<Sale> sales, Fn1<Sale, A> a, Fn1<Sale, B> b, Fn1<Sale, C> c)
                    throws Exception {
        Column[] keys = {column(batch, a), column(batch, b), column(batch, c)};
        List<Sale> expected = new ArrayList<>(sales);
        expected.sort(
                Comparator.<Sale, A>comparing(s -> call(a, s), nullsFirst())
                        .thenComparing(s -> call(b, s), KernelsTest.<B>nullsFirst().reversed())
                        .thenComparing(s -> call(c, s), nullsFirst()));

        int[] order = ColumnSort.order(keys, new boolean[] {false, true, false}, batch.rows());

        assertThat(Sale.rows(Sale.class, batch.take(order, order.length))).isEqualTo(expected);
    }

    private static Column column(Batch batch, Fn1<Sale, ?> function) throws Exception {
        return Expression.of(Sale.SCHEMA, function).eval(Sale.rowSet(batch));
    }

    private static <V extends Comparable<? super V>> Comparator<V> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }

    private static <V> V call(Fn1<Sale, V> fn, Sale sale) {
        try {
            return fn.call(sale);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 40)
    void when_two_sides_are_joined_then_the_pairs_are_those_of_nested_loops(
            @ForAll long seed,
            @ForAll @IntRange(max = 300) int left,
            @ForAll @IntRange(max = 100) int right)
            throws Exception {
        List<Sale> lefts = Sale.random(seed, left);
        List<Sale> rights = Sale.random(seed + 1, right);
        checkJoin(lefts, rights, Sale::shop, s -> s.shop());
        checkJoin(lefts, rights, Sale::amount, s -> s.amount());
        checkJoin(lefts, rights, Sale::kind, s -> s.kind());
        checkJoin(
                lefts,
                rights,
                s -> new Sale.Place(s.shop(), s.city()),
                s -> s.shop() == null || s.city() == null ? null : s.shop() + s.city());
    }

    private record Pair(Sale left, Sale right) {}

    private static <K> void checkJoin(
            List<Sale> lefts, List<Sale> rights, Fn1<Sale, K> fn, Function<Sale, Object> plain)
            throws Exception {
        Key<Sale, K> key = Key.of(Sale.SCHEMA, fn);
        List<Column[]> keys = new ArrayList<>();
        for (Batch batch : Sale.batches(rights, new Random(rights.size()))) {
            keys.add(key.eval(Sale.rowSet(batch)));
        }
        JoinTable table = JoinTable.of(key.schema(), keys, rights.size());
        JoinTable.Probe probe = table.probe();
        List<Pair> expected = new ArrayList<>();
        for (Sale left : lefts) {
            List<Sale> own =
                    rights.stream()
                            .filter(r -> plain.apply(left) != null)
                            .filter(r -> Objects.equals(plain.apply(r), plain.apply(left)))
                            .toList();
            own.forEach(r -> expected.add(new Pair(left, r)));
            if (own.isEmpty()) {
                expected.add(new Pair(left, null));
            }
        }

        List<Pair> got = new ArrayList<>();
        for (Batch batch : Sale.batches(lefts, new Random(5))) {
            int[] first = probe.first(key.eval(Sale.rowSet(batch)), batch.rows());
            List<Sale> own = Sale.rows(Sale.class, batch);
            for (int i = 0; i < own.size(); i++) {
                if (first[i] == JoinTable.NONE) {
                    got.add(new Pair(own.get(i), null));
                }
                for (int row = first[i]; row != JoinTable.NONE; row = table.next(row)) {
                    got.add(new Pair(own.get(i), rights.get(row)));
                }
            }
        }
        assertThat(got).isEqualTo(expected);
    }

    @Property(tries = 40)
    void when_rows_are_split_then_equal_keys_meet_and_no_row_is_lost(
            @ForAll long seed,
            @ForAll @IntRange(max = 1000) int count,
            @ForAll @IntRange(min = 1, max = 5) int parts)
            throws Exception {
        List<Sale> sales = Sale.random(seed, count);
        List<List<Sale>> got = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            got.add(new ArrayList<>());
        }
        Key<Sale, Sale.Kind> key = Key.of(Sale.SCHEMA, Sale::kind);
        for (Batch batch : Sale.batches(sales, new Random(seed))) {
            List<Batch> split = Partitions.split(batch, key.eval(Sale.rowSet(batch)), parts);
            for (int i = 0; i < parts; i++) {
                got.get(i).addAll(Sale.rows(Sale.class, split.get(i)));
            }
        }

        List<Sale> all = new ArrayList<>();
        List<Sale.Kind> kinds = new ArrayList<>();
        for (List<Sale> part : got) {
            all.addAll(part);
            part.stream().map(Sale::kind).distinct().forEach(kinds::add);
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(sales);
        assertThat(kinds).doesNotHaveDuplicates();
    }

    @Property(tries = 40)
    void when_rows_are_made_distinct_then_the_first_of_each_is_left(
            @ForAll long seed, @ForAll @IntRange(max = 1000) int count) throws Exception {
        List<Sale.Place> places =
                Sale.random(seed, count).stream()
                        .map(s -> new Sale.Place(s.shop(), s.city()))
                        .toList();
        Key<Sale.Place, Sale.Place> key = Key.rows(Schema.of(Sale.Place.class));
        DistinctTable table = new DistinctTable(key.schema());
        List<Sale.Place> got = new ArrayList<>();
        for (int from = 0; from < count; from += 100) {
            List<Sale.Place> own = places.subList(from, Math.min(count, from + 100));
            Batch batch = Sale.batch(Sale.Place.class, own);
            for (int row : table.add(key.eval(Sale.rowSet(batch)), batch.rows())) {
                got.add(own.get(row));
            }
        }

        assertThat(got).containsExactlyElementsOf(new LinkedHashSet<>(places));
    }
}
