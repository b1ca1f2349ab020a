package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Texts: a header of one number, 0 for null, else {@code 1 + (bytes << 2 | form)}, then the bytes.
 * The form keeps every text exactly, lone surrogates included.
 */
final class TextCode {
    private static final int LATIN1 = 0;
    private static final int UTF8 = 1;
    private static final int UTF16 = 2;

    /** Up to here a loop over the characters beats the JDK's encoder, which allocates. */
    private static final int SHORT = 128;

    private static final ValueLayout.OfChar CHAR =
            ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private TextCode() {}

    static void write(ByteWriter out, @Nullable String text) {
        if (text == null) {
            out.byte1(0);
        } else if (text.length() > SHORT || !shortLatin1(out, text)) {
            encoded(out, text);
        }
    }

    static @Nullable String read(ByteReader in) {
        long header = in.unsigned();
        if (header == 0) {
            return null;
        }
        long bytes = (header - 1) >>> 2;
        int length = bytes > in.remaining() ? in.length(Integer.MAX_VALUE, 1) : (int) bytes;
        int at = in.skip(length);
        return switch ((int) (header - 1) & 3) {
            case LATIN1 -> new String(in.array(), at, length, StandardCharsets.ISO_8859_1);
            case UTF8 -> new String(in.array(), at, length, StandardCharsets.UTF_8);
            case UTF16 -> new String(chars(in.array(), at, length));
            default ->
                    throw new SerializationException(
                            "Corrupted bytes: a text of an unknown form ends at " + at);
        };
    }

    private static boolean shortLatin1(ByteWriter out, String text) {
        int length = text.length();
        int before = out.size();
        header(out, length, LATIN1);
        int at = out.reserve(length);
        byte[] array = out.array();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0xFF) {
                out.truncate(before);
                return false;
            }
            array[at + i] = (byte) c;
        }
        return true;
    }

    private static void encoded(ByteWriter out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == text.length()
                && text.equals(new String(bytes, StandardCharsets.ISO_8859_1))) {
            header(out, bytes.length, LATIN1);
            out.bytes(bytes, 0, bytes.length);
        } else if (hasLoneSurrogate(text)) {
            utf16(out, text.toCharArray());
        } else {
            header(out, bytes.length, UTF8);
            out.bytes(bytes, 0, bytes.length);
        }
    }

    private static void utf16(ByteWriter out, char[] chars) {
        out.ensure(2L * chars.length + 10);
        header(out, 2L * chars.length, UTF16);
        int at = out.reserve(2 * chars.length);
        MemorySegment.copy(chars, 0, MemorySegment.ofArray(out.array()), CHAR, at, chars.length);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static char[] chars(byte[] array, int at, int length) {
        char[] chars = new char[length / 2];
        MemorySegment.copy(MemorySegment.ofArray(array), CHAR, at, chars, 0, chars.length);
        return chars;
    }

    private static void header(ByteWriter out, long bytes, int form) {
        out.unsigned(1 + (bytes << 2 | form));
    }
}
