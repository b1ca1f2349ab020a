package io.wick.internal.format.parquet;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.StringColumn;
import io.wick.internal.format.Place;
import io.wick.internal.format.StringCache;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;

/**
 * Strings. The codes of the file's dictionary become those of the batches as they are, and all
 * batches of a row group share one dictionary. Where the file has plain strings, a batch gets a
 * dictionary of its own.
 */
final class StringTarget extends Target {
    private final StringCache cache = new StringCache();
    private String[] dictionary = new String[0];
    private int[] codes = new int[0];

    /** The strings of a batch that are not all codes; else null. */
    private @Nullable String @Nullable [] strings;

    StringTarget(Place place) {
        super(place);
    }

    @Override
    void codes(HybridInts from, int at, int count) throws IOException {
        if (strings != null) {
            super.codes(from, at, count);
            return;
        }
        from.read(codes, at, count);
        int highest = 0;
        for (int i = at; i < at + count; i++) {
            highest = Math.max(highest, codes[i] & Integer.MAX_VALUE);
        }
        if (count > 0 && highest >= dictionary.length) {
            throw new IOException("a code has no string in the dictionary");
        }
    }

    @Override
    void look(int[] from, int at, int count) {
        @Nullable String[] to = strings(at);
        for (int i = 0; i < count; i++) {
            to[at + i] = dictionary[from[i]];
        }
    }

    @Override
    int plain(byte[] page, int from, int end, int at, int count) throws IOException {
        @Nullable String[] to = strings(at);
        int position = from;
        for (int i = 0; i < count; i++) {
            int length = length(page, position, end);
            to[at + i] = cache.get(page, position + Integer.BYTES, length);
            position += Integer.BYTES + length;
        }
        return position;
    }

    @Override
    int skipPlain(byte[] page, int from, int end, int count) throws IOException {
        int position = from;
        for (int i = 0; i < count; i++) {
            position += Integer.BYTES + length(page, position, end);
        }
        return position;
    }

    @Override
    void dictionary(byte[] page, int end, int count) throws IOException {
        past(0, end, count, Integer.BYTES);
        dictionary = new String[count];
        int position = 0;
        for (int i = 0; i < count; i++) {
            int length = length(page, position, end);
            dictionary[i] = StringCache.string(page, position + Integer.BYTES, length);
            position += Integer.BYTES + length;
        }
    }

    @Override
    void set(int at, dev.hardwood.reader.ColumnReader from, int index) {
        int[] offsets = from.getBinaryOffsets();
        int start = offsets[index];
        strings(at)[at] = cache.get(from.getBinaryValues(), start, offsets[index + 1] - start);
    }

    @Override
    void allocate(int count) {
        codes = new int[count];
        strings = null;
    }

    @Override
    void move(int from, int to) {
        @Nullable String[] moved = strings;
        if (moved == null) {
            codes[to] = codes[from];
        } else {
            moved[to] = moved[from];
        }
    }

    @Override
    void setNull(int row) {
        @Nullable String[] moved = strings;
        if (moved == null) {
            codes[row] = StringColumn.NULL;
        } else {
            moved[row] = null;
        }
    }

    @Override
    Column build(long @Nullable [] nulls) {
        @Nullable String[] all = strings;
        if (all == null) {
            return new StringColumn(codes, dictionary);
        }
        var builder = (ColumnBuilder.OfString) ColumnBuilder.of(ColumnType.STRING, all.length);
        for (String string : all) {
            builder.add(string);
        }
        return builder.build();
    }

    /** Leaves codes behind: from this row on the batch has strings. */
    private @Nullable String[] strings(int row) {
        @Nullable String[] now = strings;
        if (now == null) {
            now = new @Nullable String[codes.length];
            for (int i = 0; i < row; i++) {
                now[i] = codes[i] < 0 ? null : dictionary[codes[i]];
            }
            strings = now;
            codes = Arrays.copyOf(codes, 0);
        }
        return now;
    }

    private static int length(byte[] page, int at, int end) throws IOException {
        int length = at > end - Integer.BYTES ? -1 : (int) INTS.get(page, at);
        if (length < 0 || length > end - at - Integer.BYTES) {
            throw new IOException("a page ends before its last string");
        }
        return length;
    }
}
