package io.wick.internal.format;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives the same {@code String} again for bytes that came lately, so that columns with few distinct
 * strings make few. Of fixed size: a string that falls on the place of another replaces it. For one
 * thread.
 */
public final class StringCache {
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 64;

    private final byte[] @Nullable [] keys = new byte[PLACES] @Nullable [];
    private final @Nullable String[] strings = new @Nullable String[PLACES];

    /** The string of some bytes in UTF-8. */
    public String get(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return string(bytes, from, length);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E3779B9;
        int place = hash >>> 20;
        byte[] key = keys[place];
        String string = strings[place];
        if (key != null
                && string != null
                && Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
            return string;
        }
        string = string(bytes, from, length);
        keys[place] = Arrays.copyOfRange(bytes, from, from + length);
        strings[place] = string;
        return string;
    }

    /** A new string of some bytes in UTF-8. */
    public static String string(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
