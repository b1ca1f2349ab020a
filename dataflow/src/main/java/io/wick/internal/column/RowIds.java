package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.Field;
import io.wick.column.Schema;

import java.util.Arrays;

/**
 * Numbers the different rows of some columns from 0 on. Each column's values are numbered by
 * themselves; the ids of two columns make a long that is numbered again, and so on. For one thread.
 */
final class RowIds {
    private final KeyIds[] columns;

    /** The table at i numbers pairs of the ids of the columns before i and those of column i. */
    private final LongTable[] pairs;

    private int[] ids = new int[0];
    private int[] more = new int[0];
    private boolean any;

    /** For rows of these columns. */
    RowIds(Schema<?> schema) {
        columns = schema.fields().stream().map(Field::type).map(KeyIds::of).toArray(KeyIds[]::new);
        pairs = new LongTable[columns.length];
        for (int i = 1; i < columns.length; i++) {
            pairs[i] = new LongTable();
        }
    }

    private RowIds(KeyIds[] columns, LongTable[] pairs, boolean any) {
        this.columns = columns;
        this.pairs = pairs;
        this.any = any;
    }

    /**
     * What finds the same as this does now, while another thread finds too and nobody adds any
     * more.
     */
    RowIds view() {
        KeyIds[] views = new KeyIds[columns.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = columns[i].view();
        }
        return new RowIds(views, pairs, any);
    }

    /** How many different rows there are. */
    int count() {
        return switch (columns.length) {
            case 0 -> any ? 1 : 0;
            case 1 -> columns[0].count();
            default -> pairs[columns.length - 1].count();
        };
    }

    /**
     * The id of each row, adding those that are new.
     *
     * @return an array at least as long as there are rows, which the next call uses again
     */
    int[] add(Column[] values, int rows) {
        reserve(rows);
        any |= rows > 0;
        if (columns.length == 0) {
            Arrays.fill(ids, 0, rows, 0);
            return ids;
        }
        columns[0].add(values[0], rows, ids);
        for (int column = 1; column < columns.length; column++) {
            columns[column].add(values[column], rows, more);
            LongTable table = pairs[column];
            for (int i = 0; i < rows; i++) {
                ids[i] = table.add(pair(ids[i], more[i]));
            }
        }
        return ids;
    }

    /**
     * The id of each row, -1 for a row that was never added, and for one with a null if {@code
     * nullsAreAbsent}. Adds none.
     *
     * @return an array at least as long as there are rows, which the next call uses again
     */
    int[] find(Column[] values, int rows, boolean nullsAreAbsent) {
        reserve(rows);
        Arrays.fill(ids, 0, rows, columns.length == 0 && !any ? KeyIds.ABSENT : 0);
        for (int column = 0; column < columns.length; column++) {
            columns[column].find(values[column], rows, more);
            int nullId = nullsAreAbsent ? columns[column].nullId : KeyIds.ABSENT;
            for (int i = 0; i < rows; i++) {
                if (more[i] == KeyIds.ABSENT || more[i] == nullId) {
                    ids[i] = KeyIds.ABSENT;
                } else if (column == 0) {
                    ids[i] = more[i];
                } else if (ids[i] != KeyIds.ABSENT) {
                    ids[i] = pairs[column].find(pair(ids[i], more[i]));
                }
            }
        }
        return ids;
    }

    /** The rows in the order of their ids, as columns. */
    Column[] values() {
        int count = count();
        int[] of = new int[count];
        for (int i = 0; i < count; i++) {
            of[i] = i;
        }
        Column[] values = new Column[columns.length];
        for (int column = columns.length - 1; column >= 0; column--) {
            int[] own = of;
            if (column > 0) {
                own = new int[count];
                for (int i = 0; i < count; i++) {
                    long pair = pairs[column].key(of[i]);
                    own[i] = (int) pair;
                    of[i] = (int) (pair >>> 32);
                }
            }
            Column all = columns[column].values();
            values[column] = columns.length == 1 ? all : all.take(own, count);
        }
        return values;
    }

    private static long pair(int before, int own) {
        return (long) before << 32 | own;
    }

    private void reserve(int rows) {
        if (ids.length < rows) {
            ids = new int[rows];
            more = new int[rows];
        }
    }
}
