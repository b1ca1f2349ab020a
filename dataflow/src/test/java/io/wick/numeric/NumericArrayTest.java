package io.wick.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.column.DoubleColumn;
import io.wick.column.IntColumn;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

class NumericArrayTest {
    private static Floats counted(long rows, long columns) {
        Floats made = Floats.zeros(rows, columns);
        for (long i = 0; i < made.size(); i++) {
            made.set(i, i);
        }
        return made;
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void when_an_array_is_made_then_a_header_fits_in_front_and_the_elements_are_zero(
            ElementType type) {
        NumericArray array = NumericArray.zeros(type, Shape.matrix(3, 5));

        MemorySegment wrapped = array.segmentWithHeader(16);
        wrapped.set(ValueLayout.JAVA_INT, 0, 15);

        assertThat(wrapped.byteSize()).isEqualTo(16 + 15 * type.bytes());
        assertThat(wrapped.asSlice(16).address()).isEqualTo(array.segment().address());
        assertThat(array.segment().address() % 64).isZero();
        for (int i = 0; i < 15; i++) {
            assertThat(array.getDouble(i)).isZero();
        }
        array.setDouble(14, 3);
        assertThat(array.copy().getDouble(14)).isEqualTo(3);
    }

    @Test
    void when_a_view_is_written_then_the_whole_sees_it() {
        Floats whole = counted(4, 6);
        whole.row(2).set(5, -1);
        whole.column(0).set(3, -2);
        whole.rows(1, 3).columns(2, 4).transpose().set(1, 0, -3);

        assertThat(whole.get(2, 5)).isEqualTo(-1);
        assertThat(whole.get(3, 0)).isEqualTo(-2);
        assertThat(whole.get(1, 3)).isEqualTo(-3);
        assertThat(whole.column(1).toArray()).containsExactly(1, 7, 13, 19);
        assertThat(whole.transpose().copy().row(4).toArray()).containsExactly(4, 10, 16, 22);
    }

    @Property(tries = 200)
    void when_a_view_of_a_view_is_read_in_bulk_then_it_gives_what_single_reads_give(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int columns,
            @ForAll @IntRange(max = 8) int fromRow,
            @ForAll @IntRange(max = 8) int fromColumn,
            @ForAll boolean turned,
            @ForAll @IntRange(max = 80) int from) {
        Floats view = counted(rows, columns);
        view = turned ? view.transpose() : view;
        view = view.rows(Math.min(fromRow, view.rows()), view.rows());
        view = view.columns(Math.min(fromColumn, view.columns()), view.columns());
        int start = (int) Math.min(from, view.size());
        int count = (int) view.size() - start;
        float[] floats = new float[count];
        double[] doubles = new double[count];
        view.read(start, floats, 0, count);
        view.read(start, doubles, 0, count);

        for (int i = 0; i < count; i++) {
            long place = start + i;
            float expected = view.get(place / view.columns(), place % view.columns());
            assertThat(floats[i]).isEqualTo(expected).isEqualTo(view.get(place));
            assertThat(doubles[i]).isEqualTo(expected);
        }
        view.write(start, new double[count], 0, count);
        for (int i = 0; i < count; i++) {
            assertThat(view.get((long) start + i)).isZero();
        }
    }

    @Test
    void when_an_array_of_java_or_a_column_is_taken_then_nothing_is_copied() {
        double[] values = {1, 2, 3, 4};
        Doubles wrapped = Doubles.wrap(values, 2, 2);
        values[3] = 9;
        assertThat(wrapped.get(1, 1)).isEqualTo(9);
        assertThat(wrapped.segmentWithHeader(16)).isNull();

        var column = (Doubles) NumericArray.viewOf(new DoubleColumn(values));
        assertThat(column.get(3)).isEqualTo(9);
        assertThatThrownBy(() -> column.set(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("copy()");
    }

    @Test
    void when_something_does_not_fit_then_the_error_says_what_and_what_to_do() {
        assertThatThrownBy(() -> NumericArray.viewOf(new IntColumn(new int[1], new long[] {1})))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("nulls");
        assertThatThrownBy(() -> NumericArray.viewOf(List.of(1)))
                .isInstanceOf(NumericException.class)
                .hasMessageContaining("List");
        assertThatThrownBy(() -> counted(2, 3).columns(0, 2).segment())
                .hasMessageContaining("strides 3 and 1")
                .hasMessageContaining("copy()");
        assertThatThrownBy(() -> counted(2, 3).reshape(Shape.vector(5)))
                .hasMessageContaining("[2 x 3]")
                .hasMessageContaining("[5]");
        assertThatThrownBy(() -> counted(2, 3).get(2, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> Floats.zeros(4).row(0)).hasMessageContaining("matrices");
        assertThatThrownBy(() -> Shape.matrix(1L << 40, 1L << 40)).hasMessageContaining("larger");
        assertThatThrownBy(() -> Doubles.wrap(new double[5], 2, 3)).hasMessageContaining("[2 x 3]");
    }

    @Test
    void when_views_share_elements_then_they_overlap() {
        Floats whole = counted(4, 4);
        assertThat(whole.row(1).overlaps(whole.column(2))).isTrue();
        assertThat(whole.rows(0, 2).overlaps(whole.rows(2, 4))).isFalse();
        assertThat(whole.overlaps(whole.copy())).isFalse();
        assertThat(whole.rows(0, 0).overlaps(whole)).isFalse();
    }

    @Test
    void when_halfs_are_set_then_they_are_rounded_to_eleven_bits() {
        Halfs halfs = Halfs.of(1 / 3f, 65_520, Float.NaN);
        assertThat(halfs.get(0)).isEqualTo(0.33325195f);
        assertThat(halfs.get(1)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(halfs.get(2)).isNaN();
    }
}
