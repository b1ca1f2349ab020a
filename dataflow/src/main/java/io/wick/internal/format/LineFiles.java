package io.wick.internal.format;

import io.wick.error.PipelineException;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitPlan;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What CSV and JSON lines share: files of lines, packed or not, read from some byte on. */
public final class LineFiles {
    private static final int BUFFER = 1 << 16;

    /** Smaller parts are not worth a split. */
    private static final long LEAST_BYTES = 1 << 18;

    private LineFiles() {}

    /** Whether a file is compressed, by its name; such a file cannot be cut. */
    public static boolean isPacked(String file) {
        return file.endsWith(".gz");
    }

    /** The bytes of a file from {@code start} to before {@code end}, unpacked if it is packed. */
    public static InputStream open(String file, long start, long end) throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new PipelineException(
                    "There is no file "
                            + file
                            + " on this node. Files must be at the same path on all nodes");
        }
        var in = new FileInputStream(path.toFile());
        try {
            in.skipNBytes(start);
            return isPacked(file) ? new GZIPInputStream(in, BUFFER) : new Bounded(in, end - start);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Where a file's data would be cut into parts of about equal size. */
    public static List<Long> cuts(long start, long end, long partBytes) {
        long parts = Math.max(1, Math.round((double) (end - start) / partBytes));
        List<Long> cuts = new ArrayList<>();
        for (long part = 1; part < parts; part++) {
            cuts.add(start + (end - start) * part / parts);
        }
        return cuts;
    }

    /** Cuts a file into splits. */
    @FunctionalInterface
    public interface Cutter {
        /** Adds the splits of a file of so many bytes, each of about {@code part} bytes. */
        void cut(String file, long size, long part, List<Split> to) throws IOException;
    }

    /**
     * The splits of all files that a path stands for.
     *
     * @param rowBytes what a row takes, about
     * @throws PipelineException when one cannot be read
     */
    public static SplitPlan plan(String path, SourceRequest request, int rowBytes, Cutter cutter) {
        List<Split> splits = new ArrayList<>();
        long total = 0;
        try {
            List<Path> files = InputFiles.of(path);
            for (Path file : files) {
                total += Files.size(file);
            }
            long part = partBytes(total, request.splits(total));
            for (Path file : files) {
                cutter.cut(file.toString(), Files.size(file), part, splits);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PipelineException(path + " cannot be read: " + e.getMessage(), e);
        }
        return SplitPlan.of(splits, total / rowBytes, total);
    }

    /** How large a part of files of a total size should be. */
    private static long partBytes(long total, int splits) {
        return Math.max(LEAST_BYTES, Math.ceilDiv(Math.max(1, total), splits));
    }

    /**
     * How many line breaks there are before a position; a carriage return and a line feed are one.
     */
    public static long linesBefore(String file, long position) throws IOException {
        long lines = 0;
        byte before = 0;
        byte[] block = new byte[BUFFER];
        try (InputStream in = open(file, 0, position)) {
            for (int length; (length = in.read(block)) > 0; ) {
                for (int i = 0; i < length; i++) {
                    if (block[i] == '\r' || block[i] == '\n' && before != '\r') {
                        lines++;
                    }
                    before = block[i];
                }
            }
        }
        return lines;
    }

    /** The first byte after the next line feed from a position on; {@code end} if there is none. */
    public static long lineStart(String file, long from, long end) throws IOException {
        long at = from;
        try (InputStream in = new BufferedInputStream(open(file, from, end))) {
            for (int b; (b = in.read()) >= 0; ) {
                at++;
                if (b == '\n') {
                    return at;
                }
            }
        }
        return end;
    }

    /** A part of a file. */
    private static final class Bounded extends InputStream {
        private final FileInputStream in;
        private long left;

        Bounded(FileInputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left <= 0 && length > 0) {
                return -1;
            }
            int got = in.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, got);
            return got;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
