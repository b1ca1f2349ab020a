package io.wick.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Strings: {@link ColumnType#STRING}. Each row has a code, an index into a dictionary; the code of
 * a null is -1. A dictionary may hold a string twice or one that no row has, and several columns
 * may share one: kernels then look at it once.
 */
public final class StringColumn extends Column {
    private static final long POINTER_AND_OBJECT = 56;

    /** The code of a null. */
    public static final int NULL = -1;

    private final int[] codes;
    private final String[] dictionary;

    /** Both arrays are the column's from now on. */
    public StringColumn(int[] codes, String[] dictionary) {
        this.codes = codes;
        this.dictionary = dictionary;
    }

    /** A column that has each string as its own entry of the dictionary. */
    public static StringColumn of(@Nullable String... values) {
        ColumnBuilder.OfString builder = new ColumnBuilder.OfString(values.length);
        for (String value : values) {
            builder.add(value);
        }
        return builder.build();
    }

    /** The codes, to read only. */
    public int[] codes() {
        return codes;
    }

    /** What the codes mean, to read only. */
    public String[] dictionary() {
        return dictionary;
    }

    /** The string of a row. */
    public @Nullable String get(int row) {
        int code = codes[row];
        return code < 0 ? null : dictionary[code];
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isNull(int row) {
        return codes[row] < 0;
    }

    @Override
    public boolean hasNulls() {
        return true;
    }

    @Override
    public @Nullable String value(int row) {
        return get(row);
    }

    @Override
    public StringColumn take(int[] rows, int count) {
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            taken[i] = rows[i] < 0 ? NULL : codes[rows[i]];
        }
        return new StringColumn(taken, dictionary);
    }

    @Override
    public StringColumn slice(int from, int count) {
        return new StringColumn(Arrays.copyOfRange(codes, from, from + count), dictionary);
    }

    /**
     * The same strings with a dictionary of those alone that occur, each once: for a column that
     * travels. This one if it is small already.
     */
    public StringColumn compact() {
        if (dictionary.length <= 16 || dictionary.length <= codes.length / 4) {
            return this;
        }
        int[] renamed = new int[dictionary.length];
        int[] compact = new int[codes.length];
        String[] kept = new String[Math.min(dictionary.length, codes.length)];
        int count = 0;
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            if (code < 0) {
                compact[i] = NULL;
                continue;
            }
            if (renamed[code] == 0) {
                kept[count++] = dictionary[code];
                renamed[code] = count;
            }
            compact[i] = renamed[code] - 1;
        }
        return new StringColumn(compact, Arrays.copyOf(kept, count));
    }

    @Override
    public long bytes() {
        return 4L * codes.length + POINTER_AND_OBJECT * dictionary.length;
    }
}
