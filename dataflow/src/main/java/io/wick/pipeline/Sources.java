package io.wick.pipeline;

import io.wick.ObjectRef;
import io.wick.error.PipelineException;
import io.wick.internal.pipeline.RangeSource;
import io.wick.internal.pipeline.RefSource;
import io.wick.internal.pipeline.RowSource;

import java.util.ArrayList;
import java.util.List;

/** The sources there are. Each gives a plan of where rows are; reading happens in a run. */
public final class Sources {
    private Sources() {}

    /** The numbers from {@code from} to before {@code to}. */
    public static Source<Long> range(long from, long to) {
        if (to < from) {
            throw new PipelineException(
                    "range(from, to) goes upwards; got from " + from + " to " + to);
        }
        return new RangeSource(from, to);
    }

    /** These rows, in their order; they travel with the run to the nodes. */
    @SafeVarargs
    public static <T> Source<T> of(T... rows) {
        return of(List.of(rows));
    }

    /** The rows of a collection as it is now, in its order; they travel with the run. */
    public static <T> Source<T> of(Iterable<? extends T> rows) {
        var all = new ArrayList<T>();
        for (T row : Stages.given(rows, "collection", "Sources.of")) {
            if (row == null) {
                throw new PipelineException(
                        "Row "
                                + all.size()
                                + " of the collection is null. A pipeline has no null rows: leave"
                                + " them out");
            }
            all.add(row);
        }
        return RowSource.of(all);
    }

    /** The elements of lists that are objects in the store, read where the objects are. */
    public static <T> Source<T> refs(
            Class<T> type, List<? extends ObjectRef<? extends List<? extends T>>> refs) {
        return new RefSource<>(
                Stages.given(type, "type", "refs"),
                List.copyOf(Stages.given(refs, "list of refs", "refs")));
    }
}
