package io.wick.internal.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

class ColumnSortTest {
    private static final int ROWS = 10_000; // enough for digits rather than comparisons

    /** Values of a column; each kind is hard in another way. */
    private enum Kind {
        FEW(ColumnType.INT, random -> random.nextInt(3)),
        INTS(ColumnType.INT, Random::nextInt),
        MINUTES(ColumnType.TIMESTAMP, random -> 60_000_000_000L * random.nextInt(-500, 1_000_000)),
        EVEN(ColumnType.LONG, random -> (random.nextLong() & -48L) + 7),
        LONGS(ColumnType.LONG, Random::nextLong),
        EXTREMES(ColumnType.LONG, random -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE),
        DOUBLES(ColumnType.DOUBLE, Random::nextGaussian),
        HALVES(ColumnType.DOUBLE, random -> random.nextInt(-9, 9) / 2.0 * 0.0),
        STRINGS(ColumnType.STRING, random -> "s" + random.nextInt(100)),
        SAME(ColumnType.STRING, random -> "same");

        final ColumnType type;
        final Function<Random, Comparable<?>> values;

        Kind(ColumnType type, Function<Random, Comparable<?>> values) {
            this.type = type;
            this.values = values;
        }

        Column column(Random random, int rows, int nullsPerThousand) {
            ColumnBuilder builder = ColumnBuilder.of(type, rows);
            for (int i = 0; i < rows; i++) {
                builder.addValue(
                        random.nextInt(1000) < nullsPerThousand ? null : values.apply(random));
            }
            return builder.build();
        }
    }

    @Property(tries = 60)
    void when_rows_are_sorted_by_columns_then_they_are_as_sorted_by_comparing(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 4) List<Kind> kinds,
            @ForAll @IntRange(max = ROWS) int rows) {
        check(seed, kinds, rows);
    }

    @Example
    void when_most_rows_are_equal_in_the_first_columns_then_the_last_ones_decide() {
        check(1, List.of(Kind.SAME, Kind.FEW, Kind.EXTREMES, Kind.LONGS, Kind.DOUBLES), ROWS);
    }

    private static void check(long seed, List<Kind> kinds, int rows) {
        var random = new Random(seed);
        Column[] columns = new Column[kinds.size()];
        boolean[] descending = new boolean[columns.length];
        Comparator<Integer> expected = null;
        for (int i = 0; i < columns.length; i++) {
            int nulls = random.nextBoolean() ? 0 : random.nextInt(1001);
            columns[i] = kinds.get(i).column(random, rows, nulls);
            descending[i] = random.nextBoolean();
            Comparator<Integer> next = comparing(columns[i]);
            next = descending[i] ? next.reversed() : next;
            expected = expected == null ? next : expected.thenComparing(next);
        }

        int[] order = ColumnSort.order(columns, descending, rows);

        var sorted = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        sorted.sort(expected);
        assertThat(order).containsExactly(sorted.stream().mapToInt(i -> i).toArray());
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Integer> comparing(Column column) {
        Comparator<@Nullable Object> values =
                Comparator.nullsFirst((a, b) -> ((Comparable<Object>) a).compareTo(b));
        return Comparator.comparing(column::value, values);
    }

    @Property
    void when_numbers_have_a_common_factor_then_it_is_taken_out(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 1_000_000) Integer> counts,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int factor) {
        long[] numbers = counts.stream().mapToLong(count -> (long) count * factor).toArray();
        long max = IntStream.range(0, numbers.length).mapToLong(i -> numbers[i]).max().orElse(0);
        long[] before = numbers.clone();

        long last = CommonFactor.takeOut(numbers, max);

        assertThat(last).isLessThanOrEqualTo(Math.max(1 << 16, max / factor));
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i] * (last == 0 ? 1 : max / last)).isEqualTo(before[i]);
        }
    }
}
