package io.wick.internal.format.arrow;

import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.InputFiles;
import io.wick.internal.format.arrow.ArrowSplit.Piece;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrow IPC files and streams as rows of a record: a column for each component, found by its name.
 * Immutable.
 *
 * @param path a file, a directory or a glob
 * @param schema what a row consists of
 */
public record ArrowSource<T>(String path, Schema<T> schema) implements Source<T> {
    /** Fewer rows than this are not worth a split. */
    private static final long LEAST_ROWS = 16_384;

    /** Cuts are at multiples of this, so that bits of nulls are copied by words. */
    private static final long CUT = 64;

    public ArrowSource {
        if (!schema.isRecord()) {
            throw new PipelineException(
                    "An Arrow file is read as a record whose components are its columns, but "
                            + schema.rowType().getName()
                            + " is no record. Declare one with the columns that you need");
        }
    }

    /** A file before it is cut. */
    private record FilePlan(
            String file, long bytes, List<ArrowColumn> columns, List<BatchBlock> batches) {}

    @Override
    public String describe() {
        return "arrow " + path;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        List<FilePlan> files = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        for (Path file : InputFiles.of(path)) {
            FilePlan plan = plan(file, request);
            files.add(plan);
            long its = plan.batches().stream().mapToLong(BatchBlock::rows).sum();
            rows += its;
            bytes += its * rowBytes(plan.columns());
        }
        long wanted = Math.max(LEAST_ROWS, Math.ceilDiv(Math.max(1, rows), request.splits(bytes)));
        List<ArrowSplit> splits = new ArrayList<>();
        for (FilePlan file : files) {
            cut(file, wanted, splits);
        }
        return SplitPlan.of(splits, rows, bytes);
    }

    private FilePlan plan(Path path, SourceRequest request) {
        String file = path.toString();
        try (var arrow = new ArrowFile(path)) {
            ArrowFile.Contents contents = arrow.contents();
            List<ArrowColumn> columns =
                    new ArrowFit(file, schema, contents.schema()).columns(request.columns());
            return new FilePlan(file, Files.size(path), columns, contents.batches());
        } catch (Throwable e) {
            throw ArrowFailure.of(file, e);
        }
    }

    /** What a row takes in memory, about. */
    private long rowBytes(List<ArrowColumn> columns) {
        return columns.stream()
                .mapToLong(
                        column ->
                                switch (schema.field(column.field()).type()) {
                                    case BOOLEAN -> 1;
                                    case INT, FLOAT, DATE, STRING -> Integer.BYTES;
                                    case LONG, DOUBLE, TIMESTAMP, OBJECT -> Long.BYTES;
                                })
                .sum();
    }

    /**
     * Small batches are read together as far as they share dictionaries, and large ones are cut,
     * unless they are compressed: each part would unpack them again.
     */
    private static void cut(FilePlan file, long wanted, List<ArrowSplit> to) {
        var draft = new Draft(file, to);
        for (BatchBlock batch : file.batches()) {
            if (batch.rows() == 0) {
                continue;
            }
            if (draft.rows + batch.rows() > wanted + wanted / 2
                    || draft.dictionaries != batch.dictionaries()) {
                draft.end(batch.dictionaries());
            }
            long parts =
                    batch.compressed()
                            ? 1
                            : Math.max(1, Math.round((double) batch.rows() / wanted));
            for (long part = 0; part < parts; part++) {
                long from = batch.rows() * part / parts / CUT * CUT;
                long until =
                        part + 1 == parts
                                ? batch.rows()
                                : batch.rows() * (part + 1) / parts / CUT * CUT;
                draft.add(new Piece(batch.block(), from, until - from));
                if (parts > 1 || draft.rows >= wanted) {
                    draft.end(batch.dictionaries());
                }
            }
        }
        draft.end(List.of());
    }

    /** A split that grows. */
    private static final class Draft {
        private final FilePlan file;
        private final List<ArrowSplit> to;
        private final List<Piece> pieces = new ArrayList<>();
        private List<DictionaryBlock> dictionaries = List.of();
        private long firstRow;
        private long rows;

        Draft(FilePlan file, List<ArrowSplit> to) {
            this.file = file;
            this.to = to;
        }

        void add(Piece piece) {
            pieces.add(piece);
            rows += piece.rows();
        }

        void end(List<DictionaryBlock> next) {
            if (!pieces.isEmpty()) {
                to.add(
                        new ArrowSplit(
                                file.file(),
                                file.bytes(),
                                firstRow,
                                file.columns(),
                                dictionaries,
                                List.copyOf(pieces)));
            }
            pieces.clear();
            dictionaries = next;
            firstRow += rows;
            rows = 0;
        }
    }
}
