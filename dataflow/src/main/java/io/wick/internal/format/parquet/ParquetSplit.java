package io.wick.internal.format.parquet;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.InputFiles;
import io.wick.internal.format.Place;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Neighbouring rows of a row group. It holds all that the file's footer says about them, so that
 * only the node that plans reads footers.
 *
 * @param file the absolute path, the same on all nodes
 * @param fileBytes how long the file was when the footer was read
 * @param group which row group it is
 * @param groupStart where the group begins in the file
 * @param groupEnd where it ends
 * @param firstRow the first row wanted, counted in the group
 * @param rows how many are wanted
 * @param chunks the columns that are wanted
 */
record ParquetSplit(
        String file,
        long fileBytes,
        int group,
        long groupStart,
        long groupEnd,
        long firstRow,
        long rows,
        List<Chunk> chunks)
        implements Split {

    @Override
    public void read(SplitContext context, BatchConsumer to) throws Exception {
        Path path = InputFiles.unchanged(file, fileBytes);
        try (var open = new Open(path, context.schema())) {
            long bytes = 0;
            for (long at = 0; at < rows; ) {
                int count = (int) Math.min(context.batchRows(), rows - at);
                Batch batch = open.next(count);
                long read = open.bytesRead();
                context.countBytes(read - bytes);
                bytes = read;
                at += count;
                if (!to.accept(batch)) {
                    return;
                }
            }
        }
    }

    @Override
    public String describe() {
        return Path.of(file).getFileName()
                + ", row group "
                + group
                + ", rows "
                + firstRow
                + " to "
                + (firstRow + rows - 1);
    }

    /** The columns while they are read. */
    private final class Open implements AutoCloseable {
        private final Schema<?> schema;
        private final FileChannel channel;
        private final Map<String, Unpacker> unpackers = new HashMap<>();
        private final ColumnReader[] readers = new ColumnReader[chunks.size()];

        Open(Path path, Schema<?> schema) throws IOException {
            this.schema = schema;
            channel = FileChannel.open(path);
            try {
                for (int i = 0; i < readers.length; i++) {
                    readers[i] = open(path, chunks.get(i));
                }
            } catch (Throwable e) {
                close();
                throw wrong(e);
            }
        }

        private ColumnReader open(Path path, Chunk chunk) throws IOException {
            Field field = schema.field(chunk.field());
            Target target = target(chunk, field);
            ColumnReader reader;
            if (chunk.own()) {
                Unpacker unpacker = unpackers.computeIfAbsent(chunk.codec(), Unpacker::of);
                var bytes = new ChunkBytes(channel, chunk.start(), chunk.length());
                reader = new PageColumn(chunk, bytes, unpacker, target);
            } else {
                reader = new HardwoodColumn(path, chunk, groupStart, groupEnd, target);
            }
            reader.skip(firstRow);
            return reader;
        }

        private Target target(Chunk chunk, Field field) {
            var place = Place.of(file, chunk.name(), schema, field);
            return switch (field.type()) {
                case INT, DATE -> new NumberTarget.OfInt(place, chunk, field);
                case LONG, TIMESTAMP -> new NumberTarget.OfLong(place, chunk);
                case DOUBLE -> new FractionTarget.OfDouble(place, chunk.physical());
                case FLOAT -> new FractionTarget.OfFloat(place);
                case BOOLEAN -> new BooleanTarget(place);
                case STRING -> new StringTarget(place);
                case OBJECT -> throw new IllegalStateException("refused when planned: " + field);
            };
        }

        Batch next(int rows) {
            @Nullable Column[] columns = new @Nullable Column[schema.size()];
            try {
                for (int i = 0; i < readers.length; i++) {
                    columns[chunks.get(i).field()] = readers[i].read(rows);
                }
            } catch (Throwable e) {
                throw wrong(e);
            }
            return new Batch(schema, rows, columns);
        }

        /** What went wrong, with the place; nothing but errors of the machine goes past it. */
        private RuntimeException wrong(Throwable e) {
            return switch (e) {
                case PipelineException known -> known;
                case NoClassDefFoundError _ ->
                        new PipelineException(
                                file + " is compressed: add " + libraries() + " to the class path",
                                e);
                case Error error -> throw error;
                default ->
                        new PipelineException(
                                file
                                        + ", row group "
                                        + group
                                        + ", cannot be read: "
                                        + e.getMessage()
                                        + ". The file is damaged, or uses what is not known here",
                                e);
            };
        }

        private String libraries() {
            return chunks.stream()
                    .map(Chunk::codec)
                    .filter(codec -> !codec.equals("UNCOMPRESSED"))
                    .distinct()
                    .map(Unpacker::library)
                    .collect(Collectors.joining(" and "));
        }

        long bytesRead() {
            long bytes = 0;
            for (ColumnReader reader : readers) {
                bytes += reader.bytesRead();
            }
            return bytes;
        }

        @Override
        public void close() throws IOException {
            for (Unpacker unpacker : unpackers.values()) {
                unpacker.close();
            }
            for (ColumnReader reader : readers) {
                if (reader instanceof HardwoodColumn hardwood) {
                    hardwood.close();
                }
            }
            channel.close();
        }
    }
}
