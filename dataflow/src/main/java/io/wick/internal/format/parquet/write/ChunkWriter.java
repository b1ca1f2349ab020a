package io.wick.internal.format.parquet.write;

import io.wick.column.Column;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Makes the pages of one column of a row group, and then of the next group. Pages have codes of a
 * dictionary as long as that is small and saves bytes, and plain values from then on. They are
 * held, packed, until the group ends: a column's pages stand together in the file. For one thread.
 */
abstract class ChunkWriter {
    /** What a page has at most. */
    static final int PAGE_ROWS = 20_000;

    static final int PAGE_BYTES = 1 << 20;

    /** A dictionary beyond this is slow to read, and seldom worth it. */
    static final int DICTIONARY_BYTES = 1 << 20;

    final Leaf leaf;
    private final Packer packer;
    private final boolean mayHaveDictionary;

    /** Of the page: which rows are there, 1, and which are null, 0. */
    private final int[] present;

    private final int[] codes;
    private final Buffer plain = new Buffer(1 << 12);
    private final Buffer body = new Buffer(1 << 12);
    private int pageRows;
    private int pageCodes;

    private boolean coded;
    private final List<byte[]> pages = new ArrayList<>();
    private int codedPages;
    private int plainPages;
    private long rows;
    private long nulls;
    private long unpackedBytes;
    private long packedBytes;

    ChunkWriter(Leaf leaf, Packer packer, boolean mayHaveDictionary) {
        this.leaf = leaf;
        this.packer = packer;
        this.mayHaveDictionary = mayHaveDictionary;
        this.coded = mayHaveDictionary;
        this.present = new int[leaf.optional() ? PAGE_ROWS : 0];
        this.codes = new int[mayHaveDictionary ? PAGE_ROWS : 0];
    }

    /** Adds rows of a batch's column. */
    final void add(Column column, int from, int count) throws IOException {
        int at = from;
        int end = from + count;
        while (at < end) {
            int taken = take(column, at, Math.min(end - at, PAGE_ROWS - pageRows));
            if (leaf.optional()) {
                markPresent(column, at, taken);
            }
            pageRows += taken;
            at += taken;
            if (pageRows == PAGE_ROWS || plain.size() >= PAGE_BYTES) {
                endPage();
            } else if (coded && dictionaryBytes() >= DICTIONARY_BYTES) {
                endPage();
                leaveDictionary();
            }
        }
    }

    private void markPresent(Column column, int from, int count) {
        for (int i = 0; i < count; i++) {
            boolean isNull = column.isNull(from + i);
            present[pageRows + i] = isNull ? 0 : 1;
            nulls += isNull ? 1 : 0;
        }
    }

    /**
     * Takes the values of some rows that are not null, as {@link #code codes} or {@link #plain()}
     * values.
     *
     * @return how many rows were taken, nulls included: all, unless the page is full before
     */
    abstract int take(Column column, int from, int count);

    /** Puts what of the page's plain values does not make a byte yet. */
    void completePlain() {}

    /** Puts the values of codes, as pages have them when they are plain. */
    abstract void putMeanings(int[] of, int count, Buffer to);

    /** The values of the dictionary, one after the other. */
    abstract void putDictionary(Buffer to);

    abstract int dictionarySize();

    abstract int dictionaryBytes();

    /** Takes all values of the dictionary into the bounds, and forgets the dictionary. */
    abstract void foldDictionary();

    /** The least value of the group as the file stores it; null if there is none or unknown. */
    abstract byte @Nullable [] least();

    abstract byte @Nullable [] greatest();

    /** Forgets the bounds. */
    abstract void clearBounds();

    /** Whether values are to be taken as codes. */
    final boolean coded() {
        return coded;
    }

    final void code(int code) {
        codes[pageCodes++] = code;
    }

    final Buffer plain() {
        return plain;
    }

    /** How many bytes it holds. */
    final long bytes() {
        return packedBytes + plain.size() + (coded ? pageCodes + dictionaryBytes() : 0);
    }

    private void endPage() throws IOException {
        if (pageRows == 0) {
            return;
        }
        if (pageCodes > 0 && codedPages == 0 && !dictionaryPays()) {
            putMeanings(codes, pageCodes, plain);
            pageCodes = 0;
            leaveDictionary();
        }
        boolean asCodes = pageCodes > 0;
        body.clear();
        if (leaf.optional()) {
            body.putInt(0);
            HybridWriter.write(present, pageRows, 1, body);
            body.setInt(0, body.size() - Integer.BYTES);
        }
        if (asCodes) {
            body.putByte(codeWidth());
            HybridWriter.write(codes, pageCodes, codeWidth(), body);
            codedPages++;
        } else {
            completePlain();
            body.put(plain);
            plainPages++;
        }
        int values = pageRows;
        int encoding = asCodes ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
        pages.add(
                page(
                        Encoding.DATA_PAGE,
                        header ->
                                header.struct(
                                        5,
                                        data ->
                                                data.i32(1, values)
                                                        .i32(2, encoding)
                                                        .i32(3, Encoding.RLE)
                                                        .i32(4, Encoding.RLE))));
        rows += pageRows;
        pageRows = 0;
        pageCodes = 0;
        plain.clear();
    }

    private int codeWidth() {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(dictionarySize() - 1));
    }

    private boolean dictionaryPays() {
        long codeBytes = (long) pageCodes * codeWidth() / Byte.SIZE;
        return dictionaryBytes() + codeBytes < plainBytes(codes, pageCodes);
    }

    /** How many bytes the values of codes would take. */
    abstract long plainBytes(int[] of, int count);

    private void leaveDictionary() {
        coded = false;
        if (codedPages == 0) {
            foldDictionary();
        }
    }

    /** Packs what is in the body, with a header before it. */
    private byte[] page(int kind, Consumer<ThriftWriter> about) throws IOException {
        byte[] packed = packer.pack(body.array(), body.size());
        var crc = new CRC32();
        crc.update(packed);
        int unpacked = body.size();
        var page = new Buffer(packed.length + 64);
        ThriftWriter.write(
                page,
                header -> {
                    header.i32(1, kind)
                            .i32(2, unpacked)
                            .i32(3, packed.length)
                            .i32(4, (int) crc.getValue());
                    about.accept(header);
                });
        unpackedBytes += page.size() + unpacked;
        page.put(packed, packed.length);
        packedBytes += page.size();
        return page.toBytes();
    }

    /**
     * Ends the group: writes its pages.
     *
     * @param at where they will be in the file
     */
    final WrittenChunk finish(OutputStream out, long at) throws IOException {
        endPage();
        long dataAt = at;
        if (codedPages > 0) {
            body.clear();
            putDictionary(body);
            int size = dictionarySize();
            byte[] dictionary =
                    page(
                            Encoding.DICTIONARY_PAGE,
                            header ->
                                    header.struct(7, of -> of.i32(1, size).i32(2, Encoding.PLAIN)));
            out.write(dictionary);
            dataAt += dictionary.length;
        }
        for (byte[] page : pages) {
            out.write(page);
        }
        foldDictionary();
        var written =
                new WrittenChunk(
                        leaf,
                        packer.codec,
                        rows,
                        nulls,
                        codedPages,
                        plainPages,
                        unpackedBytes,
                        packedBytes,
                        at,
                        dataAt,
                        least(),
                        greatest());
        clear();
        return written;
    }

    private void clear() {
        clearBounds();
        pages.clear();
        coded = mayHaveDictionary;
        codedPages = 0;
        plainPages = 0;
        rows = 0;
        nulls = 0;
        unpackedBytes = 0;
        packedBytes = 0;
    }
}
