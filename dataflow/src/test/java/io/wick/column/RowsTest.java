package io.wick.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.PipelineException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class RowsTest {
    private record Primitives(
            int i, long l, double d, float f, boolean b, short s, byte y, char c) {}

    private record Objects(
            Integer i,
            Long l,
            Double d,
            Float f,
            Boolean b,
            Short s,
            Byte y,
            Character c,
            String text,
            LocalDate date,
            Instant at,
            List<String> list,
            Primitives inner) {}

    private record Nothing() {}

    @Property(tries = 50)
    void when_records_become_a_batch_then_its_rows_are_equal(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3000) int count) {
        Random random = new Random(seed);
        List<Objects> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(random.nextInt(5) == 0 ? nulls() : objects(random));
        }

        Batch batch = batch(Objects.class, rows);

        assertThat(rows(Objects.class, batch)).isEqualTo(rows);
        assertThat(rows(Objects.class, Batch.concat(List.of(batch, batch.slice(0, count / 2)))))
                .isEqualTo(join(rows, rows.subList(0, count / 2)));
        assertThat(rows(Objects.class, batch.compact())).isEqualTo(rows);
    }

    @Property(tries = 50)
    void when_rows_are_taken_then_they_are_those_asked_for(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int count) {
        Random random = new Random(seed);
        List<Objects> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(random.nextInt(5) == 0 ? nulls() : objects(random));
        }
        int[] taken = random.ints(count, -1, count).toArray();

        Batch batch = batch(Objects.class, rows).take(taken, count - 1);

        List<Objects> expected = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            expected.add(taken[i] < 0 ? nulls() : rows.get(taken[i]));
        }
        assertThat(rows(Objects.class, batch)).isEqualTo(expected);
    }

    @Test
    void when_components_are_primitive_then_they_come_back() {
        List<Primitives> rows =
                List.of(
                        new Primitives(1, 2, 3.5, 4.5f, true, (short) -5, (byte) -6, 'x'),
                        new Primitives(
                                -1,
                                Long.MIN_VALUE,
                                Double.NaN,
                                -0f,
                                false,
                                (short) 7,
                                (byte) 8,
                                'y'));

        assertThat(rows(Primitives.class, batch(Primitives.class, rows))).isEqualTo(rows);
    }

    @Test
    void when_rows_are_no_records_then_they_are_one_column() {
        List<Long> longs = new ArrayList<>(List.of(1L, 2L));
        longs.add(null);
        Batch batch = batch(Long.class, longs);

        assertThat(batch.column(0)).isInstanceOf(LongColumn.class);
        assertThat(rows(Long.class, batch)).isEqualTo(longs);
        List<LocalDate> dates = List.of(LocalDate.EPOCH, LocalDate.of(1815, 6, 18));
        assertThat(rows(LocalDate.class, batch(LocalDate.class, dates))).isEqualTo(dates);
    }

    @Test
    void when_a_primitive_would_be_null_then_the_error_names_it() {
        Schema<Primitives> schema = Schema.of(Primitives.class);
        BatchBuilder builder = new BatchBuilder(schema);
        for (int i = 0; i < schema.size(); i++) {
            builder.column(i).addNull();
        }

        assertThatThrownBy(() -> Rows.of(Primitives.class).reader(builder.build()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("column i of " + Primitives.class.getName());
    }

    @Test
    void when_a_column_was_not_read_then_the_error_says_so() {
        Batch batch = new Batch(Schema.of(Pair.class), 1, new IntColumn(new int[] {1}), null);

        assertThat(batch.has(1)).isFalse();
        assertThatThrownBy(() -> Rows.of(Pair.class).reader(batch))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Column right");
    }

    private record Pair(int left, String right) {}

    @Test
    void when_a_record_has_no_components_then_it_has_no_columns() {
        Batch batch = new Batch(Schema.of(Nothing.class), 2);

        assertThat(rows(Nothing.class, batch)).containsExactly(new Nothing(), new Nothing());
    }

    @Test
    void when_strings_do_not_repeat_then_they_come_back_all_the_same() {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            strings.add("s" + i);
        }
        assertThat(rows(String.class, batch(String.class, strings))).isEqualTo(strings);
    }

    private static Objects nulls() {
        return new Objects(
                null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Objects objects(Random random) {
        return new Objects(
                random.nextInt(),
                random.nextLong(),
                random.nextDouble(),
                random.nextFloat(),
                random.nextBoolean(),
                (short) random.nextInt(),
                (byte) random.nextInt(),
                (char) random.nextInt(),
                "s" + random.nextInt(50),
                LocalDate.ofEpochDay(random.nextInt(-1000, 40_000)),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                List.of("a"),
                new Primitives(random.nextInt(), 0, 0, 0, true, (short) 0, (byte) 0, 'c'));
    }

    private static <T> Batch batch(Class<T> type, List<T> rows) {
        BatchBuilder builder = new BatchBuilder(Schema.of(type), 8);
        Rows.Writer<T> writer = Rows.of(type).writer(builder);
        rows.forEach(writer::add);
        return builder.build();
    }

    private static <T> List<T> rows(Class<T> type, Batch batch) {
        Rows.Reader<T> reader = Rows.of(type).reader(batch);
        List<T> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            rows.add(reader.get(i));
        }
        return rows;
    }

    private static <T> List<T> join(List<T> left, List<T> right) {
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
