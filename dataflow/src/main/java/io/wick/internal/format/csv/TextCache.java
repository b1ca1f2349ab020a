package io.wick.internal.format.csv;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same {@code String} again for characters that came lately: as {@link
 * io.wick.internal.format.StringCache} for bytes. For one thread.
 */
final class TextCache {
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 64;

    private final @Nullable String[] strings = new @Nullable String[PLACES];

    String get(char[] text, int from, int length) {
        if (length > LONGEST) {
            return new String(text, from, length);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + text[i];
        }
        int place = (hash * 0x9E3779B9) >>> 20;
        String string = strings[place];
        if (string == null || !isEqual(string, text, from, length)) {
            string = new String(text, from, length);
            strings[place] = string;
        }
        return string;
    }

    private static boolean isEqual(String string, char[] text, int from, int length) {
        if (string.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (string.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
