package io.wick.column;

import java.util.Arrays;

/**
 * Codes of strings in the order they come, the same for the same string while that pays. For one
 * thread.
 */
final class StringDictionary {
    /** From this many strings on it is known whether strings come again. */
    private static final int TRIAL = 1024;

    /** Slots for each string: the more, the seldomer two strings meet. */
    private static final int ROOM = 4;

    private String[] strings = new String[16];
    private int distinct;
    private int asked;

    /** Codes + 1 by hash, open addressing; empty once strings have turned out not to repeat. */
    private int[] slots = new int[16 * ROOM];

    /** The code of a string. */
    int codeOf(String value) {
        asked++;
        int[] table = slots;
        if (table.length == 0) {
            return append(value);
        }
        int hash = value.hashCode();
        int slot = slot(hash, table);
        while (table[slot] != 0) {
            int code = table[slot] - 1;
            String known = strings[code];
            if (known == value || known.hashCode() == hash && known.equals(value)) {
                return code;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int code = append(value);
        table[slot] = distinct;
        if (distinct * ROOM > table.length) {
            rehash();
        }
        return code;
    }

    private static int slot(int hash, int[] table) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (table.length - 1);
    }

    private int append(String value) {
        if (distinct == strings.length) {
            strings = Arrays.copyOf(strings, distinct * 2);
        }
        strings[distinct] = value;
        return distinct++;
    }

    private void rehash() {
        boolean pays = asked < TRIAL || distinct < asked - asked / 8;
        int[] table = new int[pays ? slots.length * 2 : 0];
        for (int code = 0; pays && code < distinct; code++) {
            int slot = slot(strings[code].hashCode(), table);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = code + 1;
        }
        slots = table;
    }

    /** What the codes mean. */
    String[] strings() {
        return Arrays.copyOf(strings, distinct);
    }
}
