package io.wick.internal.format.parquet.write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What the footer says of a column of a row group.
 *
 * @param codec the number of its compression
 * @param rows nulls included
 * @param nulls how many of them are null
 * @param codedPages how many pages have codes of the dictionary, which is there if any has
 * @param plainPages how many have the values themselves
 * @param unpackedBytes of all pages with their headers
 * @param packedBytes the same in the file
 * @param dictionaryAt where the dictionary is in the file, if there is one
 * @param dataAt where the first page with rows is
 * @param least the least value as the file stores it, null if not known
 * @param greatest the greatest one
 */
record WrittenChunk(
        Leaf leaf,
        int codec,
        long rows,
        long nulls,
        int codedPages,
        int plainPages,
        long unpackedBytes,
        long packedBytes,
        long dictionaryAt,
        long dataAt,
        byte @Nullable [] least,
        byte @Nullable [] greatest) {

    void write(ThriftWriter out) {
        // where the metadata stands besides here: nowhere, which is said by 0
        out.i64(2, 0).struct(3, this::writeMetadata);
    }

    private void writeMetadata(ThriftWriter out) {
        out.i32(1, leaf.physical().number)
                .numbers(2, encodings())
                .texts(3, List.of(leaf.name()))
                .i32(4, codec)
                .i64(5, rows)
                .i64(6, unpackedBytes)
                .i64(7, packedBytes)
                .i64(9, dataAt);
        if (codedPages > 0) {
            out.i64(11, dictionaryAt);
        }
        out.struct(12, this::writeStatistics).structs(13, pages(), PageCount::write);
    }

    private List<Integer> encodings() {
        List<Integer> all = new ArrayList<>();
        all.add(Encoding.RLE);
        if (plainPages > 0 || codedPages > 0) {
            all.add(Encoding.PLAIN);
        }
        if (codedPages > 0) {
            all.add(Encoding.RLE_DICTIONARY);
        }
        return all;
    }

    private void writeStatistics(ThriftWriter out) {
        out.i64(3, nulls);
        if (greatest != null) {
            out.binary(5, greatest);
        }
        if (least != null) {
            out.binary(6, least);
        }
        if (greatest != null) {
            out.bool(7, true);
        }
        if (least != null) {
            out.bool(8, true);
        }
    }

    private List<PageCount> pages() {
        List<PageCount> all = new ArrayList<>();
        if (codedPages > 0) {
            all.add(new PageCount(Encoding.DICTIONARY_PAGE, Encoding.PLAIN, 1));
            all.add(new PageCount(Encoding.DATA_PAGE, Encoding.RLE_DICTIONARY, codedPages));
        }
        if (plainPages > 0) {
            all.add(new PageCount(Encoding.DATA_PAGE, Encoding.PLAIN, plainPages));
        }
        return all;
    }

    /** How many pages of a kind there are. */
    private record PageCount(int kind, int encoding, int count) {
        static void write(ThriftWriter out, PageCount pages) {
            out.i32(1, pages.kind).i32(2, pages.encoding).i32(3, pages.count);
        }
    }
}
