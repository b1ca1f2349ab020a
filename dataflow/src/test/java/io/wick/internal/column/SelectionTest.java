package io.wick.internal.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.column.Batch;
import io.wick.error.PipelineException;
import io.wick.pipeline.ColumnRange;
import io.wick.pipeline.Condition;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

class SelectionTest {
    /** A condition, and for a row: true, false, or null when SQL would say unknown. */
    private record Case(Condition<Sale> condition, Function<Sale, Boolean> expected) {
        Case and(Case other) {
            return new Case(
                    condition.and(other.condition), s -> least(expected.apply(s), other, s));
        }

        private static Boolean least(Boolean one, Case other, Sale sale) {
            Boolean two = other.expected.apply(sale);
            if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(two)) {
                return false;
            }
            return one == null || two == null ? null : Boolean.TRUE;
        }

        Case not() {
            return new Case(
                    condition.not(),
                    s -> {
                        Boolean holds = expected.apply(s);
                        return holds == null ? null : Boolean.valueOf(!holds);
                    });
        }

        Case or(Case other) {
            return new Case(condition.or(other.condition), not().and(other.not()).not().expected());
        }
    }

    private static <V> Function<Sale, Boolean> on(Function<Sale, V> value, Predicate<V> test) {
        return s -> value.apply(s) == null ? null : Boolean.valueOf(test.test(value.apply(s)));
    }

    private static List<Case> cases() {
        LocalDate epoch = LocalDate.EPOCH;
        return List.of(
                new Case(Condition.of(Sale::amount).atLeast(3), on(Sale::amount, a -> a >= 3)),
                new Case(Condition.of(Sale::amount).lessThan(3), on(Sale::amount, a -> a < 3)),
                new Case(Condition.of(Sale::discount).moreThan(7), on(Sale::discount, d -> d > 7)),
                new Case(Condition.of(Sale::id).atMost(0L), on(Sale::id, i -> i <= 0)),
                new Case(Condition.of(Sale::price).equalTo(0.5), on(Sale::price, p -> p == 0.5)),
                new Case(
                        Condition.of(Sale::weight).notEqualTo(0.5f),
                        on(Sale::weight, w -> w != 0.5f)),
                new Case(
                        Condition.of(Sale::shop).in("shop 1", "shop 3"),
                        on(Sale::shop, List.of("shop 1", "shop 3")::contains)),
                new Case(
                        Condition.of(Sale::day).in(epoch, epoch.plusDays(1)),
                        on(Sale::day, List.of(epoch, epoch.plusDays(1))::contains)),
                new Case(
                        Condition.of(Sale::city).between("city 1", "city 2"),
                        on(Sale::city, c -> c.equals("city 1") || c.equals("city 2"))),
                new Case(Condition.of(Sale::day).lessThan(epoch), on(Sale::day, epoch::isAfter)),
                new Case(Condition.of(Sale::paid).equalTo(true), on(Sale::paid, p -> p)),
                new Case(
                        Condition.of(Sale::kind).atLeast(Sale.Kind.TOOL),
                        on(Sale::kind, k -> k != Sale.Kind.FOOD)),
                new Case(Condition.of(Sale::price).isNull(), s -> s.price() == null));
    }

    @Property(tries = 60)
    void when_a_condition_is_selected_then_its_rows_are_those_it_holds_for_in_sql(
            @ForAll long seed, @ForAll @IntRange(max = 500) int count) {
        Random random = new Random(seed);
        List<Sale> sales = Sale.random(seed, count);
        Case any = random(random, 3);
        List<Sale> got = new ArrayList<>();
        List<Batch> batches = Sale.batches(sales, random);
        for (Batch batch : batches) {
            boolean[] holds = Selection.holds(any.condition(), batch);
            List<Sale> own = Sale.rows(Sale.class, batch);
            IntStream.range(0, holds.length)
                    .filter(i -> holds[i])
                    .mapToObj(own::get)
                    .forEach(got::add);
        }

        assertThat(got)
                .as(any.condition().toString())
                .isEqualTo(sales.stream().filter(s -> holds(any, s)).toList());
        assertThat(got.isEmpty() || any.condition().mayMatch(c -> range(sales, c))).isTrue();
    }

    private static boolean holds(Case any, Sale sale) {
        return Boolean.TRUE.equals(any.expected().apply(sale));
    }

    private static Case random(Random random, int depth) {
        List<Case> cases = cases();
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> random(random, depth - 1).and(random(random, depth - 1));
            case 2 -> random(random, depth - 1).or(random(random, depth - 1));
            case 3 -> random(random, depth - 1).not();
            default -> cases.get(random.nextInt(cases.size()));
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ColumnRange range(List<Sale> sales, String column) {
        int index = Sale.SCHEMA.indexOf(column);
        Batch batch = Sale.batch(Sale.class, sales);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            values.add(batch.value(i, index));
        }
        List<Comparable> present =
                values.stream().filter(Objects::nonNull).map(Comparable.class::cast).toList();
        return new ColumnRange(
                present.stream().min(Comparator.naturalOrder()).orElse(null),
                present.stream().max(Comparator.naturalOrder()).orElse(null),
                present.size() < values.size(),
                !present.isEmpty());
    }

    @Test
    void when_a_bound_is_beyond_what_a_column_holds_then_it_is_compared_all_the_same() {
        Batch batch = Sale.batch(Sale.class, Sale.random(1, 20));

        assertThat(Selection.holds(Condition.of(Sale::day).moreThan(LocalDate.MAX), batch))
                .containsOnly(false);
        assertThat(Selection.holds(Condition.of(Sale::day).in(LocalDate.MAX), batch))
                .containsOnly(false);
        assertThat(Selection.holds(Condition.of(Sale::day).atMost(LocalDate.MAX), batch))
                .isEqualTo(Selection.holds(Condition.of(Sale::day).atLeast(LocalDate.MIN), batch))
                .contains(true);
    }

    @Test
    void when_a_range_cannot_match_then_it_is_left_out() {
        ColumnRange range = new ColumnRange(10, 20, false, true);

        assertThat(Condition.of(Sale::amount).atLeast(21).mayMatch(_ -> range)).isFalse();
        assertThat(Condition.of(Sale::amount).equalTo(9).mayMatch(_ -> range)).isFalse();
        assertThat(Condition.of(Sale::amount).in(1, 30).mayMatch(_ -> range)).isFalse();
        assertThat(Condition.of(Sale::amount).isNull().mayMatch(_ -> range)).isFalse();
        assertThat(Condition.of(Sale::amount).between(20, 30).mayMatch(_ -> range)).isTrue();
        assertThat(Condition.of(Sale::amount).atLeast(21).mayMatch(_ -> ColumnRange.UNKNOWN))
                .isTrue();
    }

    @Test
    void when_a_condition_is_not_on_an_accessor_then_the_error_says_where_to_go() {
        assertThatThrownBy(() -> Condition.of((Sale sale) -> sale.amount()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("filter(..)");
    }
}
