package io.wick.internal.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, as bytes. For one thread. */
public final class Lines {
    /** A line must fit into an array. */
    private static final int LONGEST = 1 << 30;

    private final InputStream in;
    private byte[] bytes = new byte[1 << 16];
    private int from;
    private int end;
    private int filled;
    private int next;
    private long number;
    private boolean atEnd;

    public Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false if there is none. */
    public boolean next() throws IOException {
        from = next;
        int at = from;
        while (true) {
            for (; at < filled; at++) {
                if (bytes[at] == '\n') {
                    return found(at, at + 1);
                }
            }
            if (atEnd) {
                return from < filled && found(filled, filled);
            }
            at -= from;
            more();
            at += from;
        }
    }

    private boolean found(int lineEnd, int nextLine) {
        end = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = nextLine;
        number++;
        return true;
    }

    private void more() throws IOException {
        System.arraycopy(bytes, from, bytes, 0, filled - from);
        filled -= from;
        from = 0;
        if (filled == bytes.length) {
            if (filled >= LONGEST) {
                throw new IOException("line " + (number + 1) + " of the part is longer than 1 GiB");
            }
            bytes = Arrays.copyOf(bytes, filled * 2);
        }
        int got = in.read(bytes, filled, bytes.length - filled);
        atEnd = got < 0;
        filled += Math.max(0, got);
    }

    /** The number of the line in the stream, from 1. */
    public long number() {
        return number;
    }

    /** Where the line is, until the next is asked for. */
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    /** Its length without the line break. */
    public int length() {
        return end - from;
    }

    public boolean isBlank() {
        for (int i = from; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
