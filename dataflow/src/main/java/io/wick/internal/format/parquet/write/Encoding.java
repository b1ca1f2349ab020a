package io.wick.internal.format.parquet.write;

/** The numbers by which files name kinds and encodings of pages. */
final class Encoding {
    static final int DATA_PAGE = 0;
    static final int DICTIONARY_PAGE = 2;

    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;

    private Encoding() {}
}
