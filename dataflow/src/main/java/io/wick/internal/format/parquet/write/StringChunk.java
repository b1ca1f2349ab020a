package io.wick.internal.format.parquet.write;

import io.wick.column.Column;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Strings. The code of a batch's string is looked up once as long as batches share a dictionary.
 */
final class StringChunk extends ChunkWriter {
    /** Longer strings are no bounds: statistics are to be small. */
    private static final int LONGEST_BOUND = 256;

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<byte[]> dictionary = new ArrayList<>();
    private int dictionaryBytes;

    /** The dictionary of the last batch, and the codes of its strings here + 1, 0 if not known. */
    private String[] named = new String[0];

    private int[] names = new int[0];
    private byte @Nullable [] least;
    private byte @Nullable [] greatest;

    StringChunk(Leaf leaf, Packer packer) {
        super(leaf, packer, true);
    }

    @Override
    int take(Column column, int from, int count) {
        StringColumn strings = (StringColumn) column;
        return coded() ? takeCodes(strings, from, count) : takePlain(strings, from, count);
    }

    private int takeCodes(StringColumn strings, int from, int count) {
        String[] meanings = strings.dictionary();
        if (meanings != named) {
            named = meanings;
            names = new int[meanings.length];
        }
        int[] given = strings.codes();
        for (int row = from; row < from + count; row++) {
            int code = given[row];
            if (code < 0) {
                continue;
            }
            if (names[code] == 0) {
                names[code] = codeOf(meanings[code]) + 1;
            }
            code(names[code] - 1);
            if (dictionaryBytes >= DICTIONARY_BYTES) {
                return row - from + 1;
            }
        }
        return count;
    }

    private int codeOf(String string) {
        Integer known = codes.putIfAbsent(string, dictionary.size());
        if (known != null) {
            return known;
        }
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        dictionary.add(bytes);
        dictionaryBytes += Integer.BYTES + bytes.length;
        return dictionary.size() - 1;
    }

    private int takePlain(StringColumn strings, int from, int count) {
        for (int row = from; row < from + count; row++) {
            String string = strings.get(row);
            if (string != null) {
                byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
                bound(bytes);
                put(bytes, plain());
                if (plain().size() >= PAGE_BYTES) {
                    return row - from + 1;
                }
            }
        }
        return count;
    }

    private static void put(byte[] bytes, Buffer to) {
        to.putInt(bytes.length);
        to.put(bytes, bytes.length);
    }

    @Override
    void putMeanings(int[] of, int count, Buffer to) {
        for (int i = 0; i < count; i++) {
            put(dictionary.get(of[i]), to);
        }
    }

    @Override
    void putDictionary(Buffer to) {
        dictionary.forEach(bytes -> put(bytes, to));
    }

    @Override
    int dictionarySize() {
        return dictionary.size();
    }

    @Override
    int dictionaryBytes() {
        return dictionaryBytes;
    }

    @Override
    long plainBytes(int[] of, int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += Integer.BYTES + dictionary.get(of[i]).length;
        }
        return bytes;
    }

    @Override
    void foldDictionary() {
        dictionary.forEach(this::bound);
        dictionary.clear();
        codes.clear();
        dictionaryBytes = 0;
        named = new String[0];
        names = new int[0];
    }

    /** Files order strings by their bytes. */
    private void bound(byte[] bytes) {
        if (least == null || Arrays.compareUnsigned(bytes, least) < 0) {
            least = bytes;
        }
        if (greatest == null || Arrays.compareUnsigned(bytes, greatest) > 0) {
            greatest = bytes;
        }
    }

    @Override
    byte @Nullable [] least() {
        return least == null || least.length > LONGEST_BOUND ? null : least;
    }

    @Override
    byte @Nullable [] greatest() {
        return greatest == null || greatest.length > LONGEST_BOUND ? null : greatest;
    }

    @Override
    void clearBounds() {
        least = null;
        greatest = null;
    }
}
