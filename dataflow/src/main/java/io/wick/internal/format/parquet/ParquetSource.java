package io.wick.internal.format.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;

import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.InputFiles;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Parquet files as rows of a record: a column for each component, found by its name. Immutable.
 *
 * @param path a file, a directory or a glob
 * @param schema what a row consists of
 */
public record ParquetSource<T>(String path, Schema<T> schema) implements Source<T> {
    /** Fewer rows than this are not worth a split. */
    private static final long LEAST_ROWS = 16_384;

    /** A row group that says it has more is damaged; sums of them stay numbers. */
    private static final long MOST_ROWS = 1L << 40;

    public ParquetSource {
        if (!schema.isRecord()) {
            throw new PipelineException(
                    "A Parquet file is read as a record whose components are its columns, but "
                            + schema.rowType().getName()
                            + " is no record. Declare one with the columns that you need");
        }
    }

    @Override
    public String describe() {
        return "parquet " + path;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        List<GroupPlan> groups = new ArrayList<>();
        try {
            for (Path file : InputFiles.of(path)) {
                addGroups(file, request, groups);
            }
        } catch (NoClassDefFoundError e) {
            throw new PipelineException(
                    "Parquet files need dev.hardwood:hardwood-core on the class path", e);
        }
        long rows = groups.stream().mapToLong(GroupPlan::rows).sum();
        long bytes = groups.stream().mapToLong(GroupPlan::bytes).sum();
        long wanted = Math.max(LEAST_ROWS, Math.ceilDiv(Math.max(1, rows), request.splits(bytes)));
        List<ParquetSplit> splits = new ArrayList<>();
        for (GroupPlan group : groups) {
            group.cut(wanted, splits);
        }
        return SplitPlan.of(splits, rows, bytes);
    }

    private void addGroups(Path file, SourceRequest request, List<GroupPlan> to) {
        try (var reader = open(file)) {
            var fit = new ColumnFit(file.toString(), schema, reader.getFileSchema());
            List<ColumnFit.Fitted> columns = fit.columns(request.columns());
            long length = Files.size(file);
            Map<String, ColumnFit.Fitted> conditioned = conditioned(fit, request);
            Map<String, Field> fields =
                    schema.fields().stream()
                            .collect(Collectors.toMap(Field::name, Function.identity()));
            List<RowGroup> groups = reader.getFileMetaData().rowGroups();
            for (int i = 0; i < groups.size(); i++) {
                RowGroup group = groups.get(i);
                if (group.numRows() < 0 || group.numRows() > MOST_ROWS) {
                    throw new IOException("row group " + i + " has " + group.numRows() + " rows");
                }
                var ranges = new GroupRanges(group, conditioned, fields);
                if (group.numRows() > 0
                        && request.conditions().stream()
                                .allMatch(condition -> condition.mayMatch(ranges::of))) {
                    to.add(groupPlan(file, length, i, group, columns));
                }
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof PipelineException known) {
                throw known;
            }
            throw new PipelineException(
                    file + " cannot be read as a Parquet file: " + e.getMessage(), e);
        }
    }

    private static ParquetFileReader open(Path file) throws IOException {
        Footer.check(file);
        return ParquetFileReader.open(InputFile.of(file));
    }

    private Map<String, ColumnFit.Fitted> conditioned(ColumnFit fit, SourceRequest request) {
        Set<String> names = new HashSet<>();
        request.conditions().forEach(condition -> names.addAll(condition.columns()));
        return fit.columns(names).stream()
                .collect(
                        Collectors.toMap(
                                column -> schema.field(column.field()).name(),
                                Function.identity()));
    }

    private static GroupPlan groupPlan(
            Path file, long length, int index, RowGroup group, List<ColumnFit.Fitted> columns) {
        long start = Long.MAX_VALUE;
        long end = 0;
        for (ColumnChunk chunk : group.columns()) {
            start = Math.min(start, chunk.chunkStartOffset());
            end = Math.max(end, chunk.chunkStartOffset() + chunk.metaData().totalCompressedSize());
        }
        List<Chunk> chunks = columns.stream().map(column -> column.chunk(group.columns())).toList();
        var whole =
                new ParquetSplit(
                        file.toString(), length, index, start, end, 0, group.numRows(), chunks);
        return new GroupPlan(whole, columns.stream().mapToLong(ColumnFit.Fitted::width).sum());
    }

    /** A row group before it is cut. */
    private record GroupPlan(ParquetSplit whole, long rowBytes) {
        long rows() {
            return whole.rows();
        }

        long bytes() {
            return whole.rows() * rowBytes;
        }

        /**
         * Cuts it into equal parts: each unpacks the pages it needs, and decodes its rows alone. As
         * neighbours may unpack the same page, a group stays whole where about one is wanted.
         */
        void cut(long wanted, List<ParquetSplit> to) {
            long rows = whole.rows();
            long parts = Math.max(1, Math.round((double) rows / wanted));
            for (long part = 0; part < parts; part++) {
                long from = rows * part / parts;
                long until = rows * (part + 1) / parts;
                to.add(
                        new ParquetSplit(
                                whole.file(),
                                whole.fileBytes(),
                                whole.group(),
                                whole.groupStart(),
                                whole.groupEnd(),
                                from,
                                until - from,
                                whole.chunks()));
            }
        }
    }
}
