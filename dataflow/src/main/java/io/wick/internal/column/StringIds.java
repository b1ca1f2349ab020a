package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.StringColumn;

import java.util.Arrays;

/**
 * Ids of strings. A dictionary's entries are looked up once, when a row first has them; then each
 * row costs an array access, for as long as columns come with the same dictionary.
 */
final class StringIds extends KeyIds {
    private static final int UNKNOWN = -2;
    private static final String[] NONE = {};

    private final ObjectTable table;
    private String[] dictionary = NONE;

    /** The id of each code of the dictionary. */
    private int[] ids = {};

    StringIds() {
        this(new ObjectTable());
    }

    private StringIds(ObjectTable table) {
        this.table = table;
    }

    @Override
    void add(Column column, int rows, int[] out) {
        StringColumn strings = (StringColumn) column;
        int[] known = idsOf(strings.dictionary());
        int[] codes = strings.codes();
        for (int i = 0; i < rows; i++) {
            int code = codes[i];
            if (code < 0) {
                nullId = nullId == ABSENT ? table.addHole() : nullId;
                out[i] = nullId;
                continue;
            }
            int id = known[code];
            if (id < 0) {
                id = table.add(dictionary[code]);
                known[code] = id;
            }
            out[i] = id;
        }
    }

    @Override
    void find(Column column, int rows, int[] out) {
        StringColumn strings = (StringColumn) column;
        int[] known = idsOf(strings.dictionary());
        int[] codes = strings.codes();
        for (int i = 0; i < rows; i++) {
            int code = codes[i];
            if (code < 0) {
                out[i] = nullId;
                continue;
            }
            int id = known[code];
            if (id == UNKNOWN) {
                id = table.find(dictionary[code]);
                known[code] = id;
            }
            out[i] = id;
        }
    }

    /** The ids of a dictionary, kept; add looks up again what find found absent. */
    @SuppressWarnings("ReferenceEquality")
    private int[] idsOf(String[] of) {
        if (dictionary != of) {
            dictionary = of;
            ids = new int[of.length];
            Arrays.fill(ids, UNKNOWN);
        }
        return ids;
    }

    /** The known dictionary is each thread's own. */
    @Override
    KeyIds view() {
        StringIds view = new StringIds(table);
        view.nullId = nullId;
        return view;
    }

    @Override
    int count() {
        return table.count();
    }

    @Override
    Column values() {
        String[] strings = new String[table.count()];
        int[] codes = new int[strings.length];
        for (int id = 0; id < strings.length; id++) {
            codes[id] = id == nullId ? StringColumn.NULL : id;
            strings[id] = id == nullId ? "" : (String) table.key(id);
        }
        return new StringColumn(codes, strings);
    }
}
