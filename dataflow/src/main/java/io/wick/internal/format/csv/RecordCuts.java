package io.wick.internal.format.csv;

import io.wick.pipeline.CsvOptions;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where records begin, so that a file can be read in parts. A line break within a quoted
 * field ends no record, and only from the beginning of a file on is it known what is quoted. A
 * quote opens a field only right after a separator or a line break, as the parser sees it. For one
 * thread.
 */
final class RecordCuts {
    private static final int BLOCK = 1 << 18;

    private final byte separator;
    private final byte quote;
    private boolean quoted;
    private boolean closing;
    private byte before = '\n';

    RecordCuts(CsvOptions options) {
        separator = (byte) options.separator();
        quote = (byte) options.quote();
    }

    /**
     * The first beginnings of records at or after some positions.
     *
     * @param in the file from {@code start} on, where a record begins
     * @param wanted rising positions
     * @return as many or fewer, rising
     */
    List<Long> find(InputStream in, long start, List<Long> wanted) throws IOException {
        List<Long> cuts = new ArrayList<>();
        byte[] block = new byte[BLOCK];
        long position = start;
        int next = 0;
        while (next < wanted.size()) {
            int length = in.readNBytes(block, 0, BLOCK);
            if (length == 0) {
                break;
            }
            for (int at = 0; at < length && next < wanted.size(); ) {
                long offset = wanted.get(next) - position;
                int after = advance(block, at, length, offset);
                if (after < 0) {
                    break;
                }
                at = after;
                long cut = position + after;
                cuts.add(cut);
                while (next < wanted.size() && wanted.get(next) <= cut) {
                    next++;
                }
            }
            position += length;
        }
        return cuts;
    }

    /**
     * Goes through a block to just after the first line break from {@code offset - 1} on that ends
     * a record; -1 if there is none.
     */
    private int advance(byte[] block, int from, int length, long offset) {
        for (int at = from; at < length; at++) {
            byte b = block[at];
            if (closing) {
                closing = false;
                if (b == quote) {
                    before = 0;
                    continue;
                }
                quoted = false;
            }
            if (quoted) {
                closing = b == quote;
                continue;
            }
            if (b == quote) {
                quoted = before == separator || before == '\n' || before == '\r';
            }
            before = b;
            if (b == '\n' && at + 1 >= offset) {
                return at + 1;
            }
        }
        return -1;
    }
}
