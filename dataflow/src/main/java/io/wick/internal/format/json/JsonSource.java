package io.wick.internal.format.json;

import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.LineFiles;
import io.wick.pipeline.BadLines;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitPlan;

import java.io.IOException;
import java.util.List;

/**
 * Files of a JSON object per line as rows of a record: a field for each component, found by its
 * name. Immutable.
 *
 * @param path a file, a directory or a glob
 * @param schema what a row consists of
 */
public record JsonSource<T>(String path, Schema<T> schema, BadLines badLines) implements Source<T> {
    /** What a row takes in the file, about: for estimates only. */
    private static final int ROW_BYTES = 100;

    public JsonSource {
        if (!schema.isRecord()) {
            throw new PipelineException(
                    "JSON lines are read as a record whose components are the fields, but "
                            + schema.rowType().getName()
                            + " is no record. Declare one with the fields that you need");
        }
    }

    @Override
    public String describe() {
        return "json lines " + path;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        return LineFiles.plan(path, request, ROW_BYTES, this::addSplits);
    }

    /** Line breaks within strings are escaped, so that each one ends a line. */
    private void addSplits(String file, long size, long part, List<Split> to) throws IOException {
        long at = 0;
        if (!LineFiles.isPacked(file)) {
            for (long wanted : LineFiles.cuts(0, size, part)) {
                long cut = LineFiles.lineStart(file, Math.max(at, wanted - 1), size);
                if (cut > at && cut < size) {
                    to.add(new JsonSplit(file, at, cut, badLines));
                    at = cut;
                }
            }
        }
        if (at < size) {
            to.add(new JsonSplit(file, at, size, badLines));
        }
    }
}
