package io.wick.internal.pipeline;

import io.wick.Wick;
import io.wick.column.Schema;
import io.wick.error.ObjectLostException;
import io.wick.error.PipelineException;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;
import io.wick.spi.NameStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The rows that {@link KeepRows} keeps under a name, each part read where it is. */
public record KeptSource<T>(String name, Schema<T> schema) implements Source<T> {
    @Override
    public String describe() {
        return "object " + name;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        NameStore store = request.wick().engine().names();
        NameStore.Kept kept = store.hold(name);
        if (kept == null) {
            throw new PipelineException(
                    "The cluster keeps no object '"
                            + name
                            + "'. It keeps "
                            + store.names()
                            + "; write it by into(Sinks.object(\""
                            + name
                            + "\")) first, or mend the name");
        }
        String wanted = KeepRows.type(schema);
        if (kept.rows() > 0 && !kept.type().equals(wanted)) {
            throw new PipelineException(
                    "The object '"
                            + name
                            + "' has rows of "
                            + kept.type()
                            + ", but is read as rows of "
                            + wanted
                            + ". Read it as what was written");
        }
        var splits = new ArrayList<Part>();
        for (int i = 0; i < kept.keys().size(); i++) {
            splits.add(new Part(name, i, kept));
        }
        return new SplitPlan(
                splits,
                kept.rows(),
                kept.bytes(),
                new SplitPlan.Keys(store.cache(), List.copyOf(kept.keys())));
    }

    private static final class Part implements RowSplit {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final int number;

        /** So that the parts stay as long as the run does; it does not travel. */
        @SuppressWarnings({"unused", "UnusedVariable"})
        private final transient NameStore.@Nullable Kept held;

        Part(String name, int number, NameStore.Kept held) {
            this.name = name;
            this.number = number;
            this.held = held;
        }

        @Override
        public void feed(@Nullable Object value, Receiver to) throws Exception {
            if (value == null) {
                throw new ObjectLostException(
                        "Part "
                                + number
                                + " of the object '"
                                + name
                                + "' is gone: more nodes were lost at once than there are copies."
                                + " Write it again");
            }
            if (Wick.current().engine().names().part(value) instanceof Blocks blocks) {
                blocks.push(to);
            } else {
                throw new IllegalStateException("no rows in " + describe());
            }
        }

        @Override
        public String describe() {
            return "part " + number + " of the object " + name;
        }
    }
}
