package io.wick.internal.format.arrow;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.internal.format.InputFiles;
import io.wick.internal.format.Place;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some record batches, or neighbouring rows of one. It holds where they are, so that only the node
 * that plans reads footers.
 *
 * @param file the absolute path, the same on all nodes
 * @param fileBytes how long the file was when its metadata was read
 * @param firstRow the number of its first row in the file
 * @param columns those that are wanted
 * @param dictionaries what codes in these batches mean
 */
record ArrowSplit(
        String file,
        long fileBytes,
        long firstRow,
        List<ArrowColumn> columns,
        List<DictionaryBlock> dictionaries,
        List<Piece> pieces)
        implements Split {

    /**
     * Rows of a record batch.
     *
     * @param from the first one, counted in the batch
     */
    record Piece(Block block, long from, long rows) implements Serializable {}

    @Override
    public void read(SplitContext context, BatchConsumer to) throws Exception {
        Path path = InputFiles.unchanged(file, fileBytes);
        try (var open = new Open(path, context)) {
            for (Piece piece : pieces) {
                if (!open.read(piece, to)) {
                    return;
                }
            }
        }
    }

    @Override
    public String describe() {
        long rows = pieces.stream().mapToLong(Piece::rows).sum();
        return Path.of(file).getFileName() + ", rows " + firstRow + " to " + (firstRow + rows - 1);
    }

    /** The file while it is read. */
    private final class Open implements AutoCloseable {
        private final SplitContext context;
        private final Schema<?> schema;
        private final ArrowFile arrow;
        private final VectorReader[] readers = new VectorReader[columns.size()];

        Open(Path path, SplitContext context) throws IOException {
            this.context = context;
            schema = context.schema();
            arrow = new ArrowFile(path);
            try {
                for (int i = 0; i < readers.length; i++) {
                    readers[i] = reader(columns.get(i));
                }
            } catch (Throwable e) {
                arrow.close();
                throw ArrowFailure.of(file, e);
            }
        }

        private VectorReader reader(ArrowColumn column) throws IOException {
            Field field = schema.field(column.field());
            Place place = Place.of(file, column.name(), schema, field);
            VectorReader values = VectorReader.of(column.values(), field, place);
            ArrowColumn.Coding coding = column.coding();
            return coding == null
                    ? values
                    : new CodedReader(coding.codes(), dictionary(coding, values), place);
        }

        private Column dictionary(ArrowColumn.Coding coding, VectorReader values)
                throws IOException {
            List<Column> parts = new ArrayList<>();
            for (DictionaryBlock part : dictionaries) {
                if (part.id() == coding.dictionary()) {
                    if (!part.more()) {
                        parts.clear();
                    }
                    Body body = arrow.values(part.block());
                    parts.add(values.read(body, 0, Math.toIntExact(body.rows())));
                }
            }
            if (parts.isEmpty()) {
                throw new IOException("it lacks the dictionary " + coding.dictionary());
            }
            return Column.concat(parts);
        }

        /** Gives false when no more are wanted. */
        boolean read(Piece piece, BatchConsumer to) throws Exception {
            Body body;
            try {
                body = arrow.body(piece.block());
                if (piece.from() + piece.rows() > body.rows()) {
                    throw new IOException("a record batch has fewer rows than it had");
                }
            } catch (Throwable e) {
                throw ArrowFailure.of(file, e);
            }
            for (long at = 0; at < piece.rows(); ) {
                int count = (int) Math.min(context.batchRows(), piece.rows() - at);
                Batch batch = batch(body, piece.from() + at, count);
                context.countBytes(batch.bytes());
                at += count;
                if (!to.accept(batch)) {
                    return false;
                }
            }
            return true;
        }

        private Batch batch(Body body, long from, int count) {
            @Nullable Column[] made = new @Nullable Column[schema.size()];
            try {
                for (int i = 0; i < readers.length; i++) {
                    made[columns.get(i).field()] = readers[i].read(body, from, count);
                }
            } catch (Throwable e) {
                throw ArrowFailure.of(file, e);
            }
            return new Batch(schema, count, made);
        }

        @Override
        public void close() {
            arrow.close();
        }
    }
}
