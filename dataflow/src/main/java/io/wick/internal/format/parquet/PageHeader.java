package io.wick.internal.format.parquet;

import java.io.IOException;

/**
 * What stands before each page of a column.
 *
 * @param kind what the page is
 * @param stored its bytes in the file, after the header
 * @param unpacked its bytes once decompressed
 * @param values how many values it has, nulls included
 * @param encoding the number of the encoding of its values
 * @param repetitionBytes of a page of version 2: its repetition levels, never compressed
 * @param definitionBytes of a page of version 2: its definition levels, never compressed
 * @param compressed false for a page of version 2 that is stored as it is
 */
record PageHeader(
        Kind kind,
        int stored,
        int unpacked,
        int values,
        int encoding,
        int repetitionBytes,
        int definitionBytes,
        boolean compressed) {
    static final int PLAIN = 0;
    static final int PLAIN_DICTIONARY = 2;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;

    enum Kind {
        DATA,
        DICTIONARY,
        DATA_V2,
        OTHER
    }

    boolean dictionaryCoded() {
        return encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY;
    }

    static PageHeader read(CompactThrift in) throws IOException {
        var draft = new Draft();
        int outer = in.enter();
        while (in.nextField()) {
            switch (in.field()) {
                case 1 -> draft.kind = kind(in.size());
                case 2 -> draft.unpacked = in.size();
                case 3 -> draft.stored = in.size();
                case 5, 7 -> draft.readValues(in);
                case 8 -> draft.readVersion2(in);
                default -> in.skip();
            }
        }
        in.leave(outer);
        return draft.header();
    }

    private static Kind kind(int number) {
        return switch (number) {
            case 0 -> Kind.DATA;
            case 2 -> Kind.DICTIONARY;
            case 3 -> Kind.DATA_V2;
            default -> Kind.OTHER;
        };
    }

    private static final class Draft {
        private Kind kind = Kind.OTHER;
        private int stored;
        private int unpacked;
        private int values;
        private int encoding;
        private int repetitionBytes;
        private int definitionBytes;
        private boolean compressed = true;

        PageHeader header() {
            return new PageHeader(
                    kind,
                    stored,
                    unpacked,
                    values,
                    encoding,
                    repetitionBytes,
                    definitionBytes,
                    compressed);
        }

        /** The headers of data pages and of dictionary pages begin alike. */
        void readValues(CompactThrift in) throws IOException {
            int outer = in.enter();
            while (in.nextField()) {
                switch (in.field()) {
                    case 1 -> values = in.size();
                    case 2 -> encoding = in.size();
                    default -> in.skip();
                }
            }
            in.leave(outer);
        }

        void readVersion2(CompactThrift in) throws IOException {
            int outer = in.enter();
            while (in.nextField()) {
                switch (in.field()) {
                    case 1 -> values = in.size();
                    case 4 -> encoding = in.size();
                    case 5 -> definitionBytes = in.size();
                    case 6 -> repetitionBytes = in.size();
                    case 7 -> compressed = in.type() == CompactThrift.TRUE;
                    default -> in.skip();
                }
            }
            in.leave(outer);
        }
    }
}
