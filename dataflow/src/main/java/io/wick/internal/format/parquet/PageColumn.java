package io.wick.internal.format.parquet;

import io.wick.column.Column;

import java.io.IOException;

/**
 * Reads the usual kinds of columns, page by page, straight into the arrays of batches: no nesting,
 * values plain or from a dictionary. What is before the wanted rows is not unpacked, or not
 * decoded. For one thread.
 */
final class PageColumn implements ColumnReader {
    /** Zstandard packs a run of one byte about this well; more is damage, not data. */
    private static final long MOST_EXPANSION = 1L << 16;

    private final Chunk chunk;
    private final ChunkBytes bytes;
    private final Unpacker unpacker;
    private final Target target;
    private long position;

    /** The page that is read, with padding after its end. */
    private byte[] page = new byte[0];

    private int pageEnd;
    private int left;
    private int plainAt;
    private boolean coded;
    private HybridInts codes;
    private boolean hasLevels;
    private HybridInts levels;
    private int[] present = new int[0];

    PageColumn(Chunk chunk, ChunkBytes bytes, Unpacker unpacker, Target target) throws IOException {
        this.chunk = chunk;
        this.bytes = bytes;
        this.unpacker = unpacker;
        this.target = target;
        this.position = chunk.start();
        this.codes = new HybridInts(new byte[HybridInts.PADDING], 0, 0, 0);
        this.levels = codes;
    }

    @Override
    public void skip(long rows) throws IOException {
        long rest = rows;
        while (rest > 0) {
            if (left == 0) {
                rest -= nextPage(rest);
                continue;
            }
            int some = (int) Math.min(left, rest);
            int values = hasLevels ? readLevels(some) : some;
            if (coded) {
                codes.skip(values);
            } else {
                plainAt = target.skipPlain(page, plainAt, pageEnd, values);
            }
            left -= some;
            rest -= some;
        }
    }

    @Override
    public Column read(int rows) throws IOException {
        target.begin(rows);
        int at = 0;
        while (at < rows) {
            if (left == 0) {
                nextPage(0);
                continue;
            }
            int some = Math.min(left, rows - at);
            if (!hasLevels || levels.runOf(1, some) == some) {
                if (hasLevels) {
                    levels.skip(some);
                }
                readValues(at, some);
            } else {
                int values = readLevels(some);
                readValues(at, values);
                target.spread(at, some, values, present);
            }
            left -= some;
            at += some;
        }
        return target.finish();
    }

    @Override
    public long bytesRead() {
        return bytes.bytesRead();
    }

    private void readValues(int at, int count) throws IOException {
        if (coded) {
            target.codes(codes, at, count);
        } else {
            plainAt = target.plain(page, plainAt, pageEnd, at, count);
        }
    }

    /** How many of the next rows have a value; which ones is in {@link #present} then. */
    private int readLevels(int rows) throws IOException {
        if (present.length < rows) {
            present = new int[rows];
        }
        levels.read(present, 0, rows);
        int values = 0;
        for (int i = 0; i < rows; i++) {
            values += present[i];
        }
        return values;
    }

    /**
     * Goes to the next page with values. If all of it is to be skipped, it is not unpacked.
     *
     * @return how many rows were skipped
     */
    private int nextPage(long skip) throws IOException {
        while (true) {
            PageHeader header = readHeader();
            long next = position + header.stored();
            switch (header.kind()) {
                case DICTIONARY -> {
                    unpack(header, 0);
                    target.dictionary(page, pageEnd, header.values());
                }
                case DATA -> {
                    if (header.values() <= skip) {
                        position = next;
                        return header.values();
                    }
                    unpack(header, 0);
                    open(header, chunk.optional() ? openLevels() : 0);
                    position = next;
                    return 0;
                }
                case DATA_V2 -> {
                    if (header.values() <= skip) {
                        position = next;
                        return header.values();
                    }
                    openVersion2(header);
                    position = next;
                    return 0;
                }
                case OTHER -> {}
            }
            position = next;
        }
    }

    private PageHeader readHeader() throws IOException {
        if (position >= bytes.end()) {
            throw new IOException("column '" + chunk.name() + "' has fewer rows than its group");
        }
        int longest = 1 << 16;
        while (true) {
            long need = Math.min(longest, bytes.end() - position);
            int start = bytes.at(position, Math.min(need, 64));
            boolean whole = bytes.windowEnd() - start >= need;
            try {
                var in = new CompactThrift(bytes.window(), start, bytes.windowEnd());
                PageHeader header = PageHeader.read(in);
                position += in.position() - start;
                return header;
            } catch (IOException e) {
                if (whole) {
                    throw e;
                }
                // the window ended within the header
                bytes.at(position, need);
            }
        }
    }

    private void unpack(PageHeader header, int prefix) throws IOException {
        int start = bytes.at(position, header.stored());
        int unpacked = header.unpacked() - prefix;
        int stored = header.stored() - prefix;
        if (unpacked < 0 || stored < 0) {
            throw new IOException("a page is smaller than its levels");
        }
        long most = Math.max(1L << 20, header.stored() * MOST_EXPANSION);
        if (unpacked > most) {
            throw new IOException("a page of " + stored + " bytes is said to hold " + unpacked);
        }
        if (page.length < header.unpacked() + HybridInts.PADDING) {
            page = new byte[header.unpacked() + HybridInts.PADDING];
        }
        System.arraycopy(bytes.window(), start, page, 0, prefix);
        if (header.compressed()) {
            unpacker.unpack(bytes.window(), start + prefix, stored, page, prefix, unpacked);
        } else {
            if (stored != unpacked) {
                throw new IOException("a page that is not compressed has two sizes");
            }
            System.arraycopy(bytes.window(), start + prefix, page, prefix, stored);
        }
        pageEnd = header.unpacked();
    }

    /** Opens the levels of a page of version 1; gives where the values begin. */
    private int openLevels() throws IOException {
        if (pageEnd < Integer.BYTES) {
            throw new IOException("a page is too small for its levels");
        }
        int length =
                (page[0] & 255)
                        | (page[1] & 255) << 8
                        | (page[2] & 255) << 16
                        | (page[3] & 255) << 24;
        if (length < 0 || length > pageEnd - Integer.BYTES) {
            throw new IOException("a page is too small for its levels");
        }
        levels = new HybridInts(page, Integer.BYTES, Integer.BYTES + length, 1);
        return Integer.BYTES + length;
    }

    private void openVersion2(PageHeader header) throws IOException {
        long prefix = (long) header.repetitionBytes() + header.definitionBytes();
        if (prefix > header.stored()) {
            throw new IOException("a page is too small for its levels");
        }
        unpack(header, (int) prefix);
        if (chunk.optional()) {
            levels = new HybridInts(page, header.repetitionBytes(), (int) prefix, 1);
        }
        open(header, (int) prefix);
    }

    private void open(PageHeader header, int values) throws IOException {
        hasLevels = chunk.optional();
        boolean packed = header.encoding() == PageHeader.RLE && target instanceof BooleanTarget;
        coded = header.dictionaryCoded() || packed;
        left = header.values();
        if (packed) {
            // as levels are: a length, then runs and groups of bits
            int start = Math.min(values + Integer.BYTES, pageEnd);
            codes = new HybridInts(page, start, pageEnd, 1);
        } else if (!coded) {
            if (header.encoding() != PageHeader.PLAIN) {
                throw new IOException(
                        "a page of column '"
                                + chunk.name()
                                + "' has encoding "
                                + header.encoding()
                                + ", which its column does not name");
            }
            plainAt = target.plainStart(values);
        } else if (values < pageEnd) {
            codes = new HybridInts(page, values + 1, pageEnd, page[values]);
        } else {
            codes = new HybridInts(page, pageEnd, pageEnd, 0);
        }
    }
}
