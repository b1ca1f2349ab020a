package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers keys from 0 on as they come. One string, or one whole number, is found without an object
 * for each row; other keys by their {@code equals}. One thread adds; then any may look up.
 */
final class KeyIndex {
    private static final int MISSING = -1;

    private final Map<Object, Integer> objects = new HashMap<>();
    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private int used;
    private int size;

    KeyIndex() {
        Arrays.fill(numbers, MISSING);
    }

    /** How many keys it has. */
    int size() {
        return size;
    }

    /** The number of the key of each row, which is new for a new key; -1 for a null. */
    int[] add(Batch batch) {
        return numbers(batch, true);
    }

    /** The number of the key of each row; -1 for a null or one that is not there. */
    int[] find(Batch batch) {
        return numbers(batch, false);
    }

    private int[] numbers(Batch batch, boolean adding) {
        int[] found = new int[batch.rows()];
        if (batch.schema().size() > 1) {
            several(batch, adding, found);
            return found;
        }
        Column column = batch.column(0);
        switch (column) {
            case StringColumn strings -> strings(strings, adding, found);
            case IntColumn ints -> {
                for (int i = 0; i < found.length; i++) {
                    found[i] = ints.isNull(i) ? MISSING : number(ints.get(i), adding);
                }
            }
            case LongColumn longs -> {
                for (int i = 0; i < found.length; i++) {
                    found[i] = longs.isNull(i) ? MISSING : number(longs.get(i), adding);
                }
            }
            default -> {
                for (int i = 0; i < found.length; i++) {
                    found[i] = number(column.value(i), adding);
                }
            }
        }
        return found;
    }

    /** Looks each entry of the dictionary up once. */
    private void strings(StringColumn column, boolean adding, int[] found) {
        String[] dictionary = column.dictionary();
        int[] codes = column.codes();
        if (dictionary.length > codes.length) {
            for (int i = 0; i < found.length; i++) {
                found[i] = number(column.get(i), adding);
            }
            return;
        }
        int[] known = new int[dictionary.length];
        Arrays.fill(known, MISSING - 1);
        for (int i = 0; i < found.length; i++) {
            int code = codes[i];
            if (code < 0) {
                found[i] = MISSING;
                continue;
            }
            if (known[code] < MISSING) {
                known[code] = number(dictionary[code], adding);
            }
            found[i] = known[code];
        }
    }

    private void several(Batch batch, boolean adding, int[] found) {
        int width = batch.schema().size();
        for (int i = 0; i < found.length; i++) {
            @Nullable Object[] key = new @Nullable Object[width];
            for (int c = 0; c < width; c++) {
                key[c] = batch.column(c).value(i);
            }
            found[i] = number(Arrays.asList(key), adding);
        }
    }

    private int number(@Nullable Object key, boolean adding) {
        if (key == null) {
            return MISSING;
        }
        Integer known = objects.get(key);
        if (known != null || !adding) {
            return known == null ? MISSING : known;
        }
        objects.put(key, size);
        return size++;
    }

    private int number(long key, boolean adding) {
        int mask = numbers.length - 1;
        int slot = KeyHash.mixed(Long.hashCode(key)) & mask;
        while (numbers[slot] != MISSING) {
            if (keys[slot] == key) {
                return numbers[slot];
            }
            slot = (slot + 1) & mask;
        }
        if (!adding) {
            return MISSING;
        }
        keys[slot] = key;
        numbers[slot] = size++;
        if (++used * 2 > keys.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        Arrays.fill(numbers, MISSING);
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != MISSING) {
                int slot = KeyHash.mixed(Long.hashCode(oldKeys[i])) & mask;
                while (numbers[slot] != MISSING) {
                    slot = (slot + 1) & mask;
                }
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
