package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.pipeline.RowAction;
import io.wick.pipeline.Sink;
import io.wick.pipeline.SinkContext;
import io.wick.pipeline.SinkWriter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The outcomes there are. */
public final class Outcomes {
    private Outcomes() {}

    /** All rows in a list, in their order. */
    public record Collect<T>() implements Outcome<List<T>> {
        @Override
        public String name() {
            return "collect";
        }

        @Override
        public Set<String> wanted(Schema<?> schema) {
            return Step.all(schema);
        }

        @Override
        public Terminal terminal(int stage, Schema<?> schema, int firstPart, int parts) {
            return new Blocks.Keep(stage);
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<T> finish(Driver driver, List<@Nullable Object> payloads) {
            long rows = 0;
            for (Object payload : payloads) {
                rows += ((Blocks) payload).rows();
            }
            Object[] all = new Object[Math.toIntExact(rows)];
            int at = 0;
            for (Object payload : payloads) {
                for (Block block : ((Blocks) payload).blocks()) {
                    System.arraycopy(block.toChunk().rows(), 0, all, at, block.size());
                    at += block.size();
                }
            }
            return (List<T>) Collections.unmodifiableList(Arrays.asList(all));
        }
    }

    /** How many rows there are. */
    public record Count() implements Outcome<Long> {
        @Override
        public String name() {
            return "count";
        }

        @Override
        public Set<String> wanted(Schema<?> schema) {
            return Set.of();
        }

        @Override
        public Terminal terminal(int stage, Schema<?> schema, int firstPart, int parts) {
            return new Counting();
        }

        @Override
        public Long finish(Driver driver, List<@Nullable Object> payloads) {
            long rows = 0;
            for (Object payload : payloads) {
                rows += (Long) payload;
            }
            return rows;
        }
    }

    private record Counting() implements Terminal {
        @Override
        public End open(TaskContext context) {
            return new End() {
                private long rows;

                @Override
                public boolean accept(Chunk chunk) {
                    rows += chunk.size();
                    return true;
                }

                @Override
                public Object payload() {
                    return rows;
                }
            };
        }
    }

    /** A call for each row, where it is; gives how many there were. */
    public record ForEach(RowAction<Object> action) implements Outcome<Long> {
        @Override
        public String name() {
            return "for each";
        }

        @Override
        public Set<String> wanted(Schema<?> schema) {
            return Step.all(schema);
        }

        @Override
        public Terminal terminal(int stage, Schema<?> schema, int firstPart, int parts) {
            return new Calling(action);
        }

        @Override
        public Long finish(Driver driver, List<@Nullable Object> payloads) {
            return new Count().finish(driver, payloads);
        }
    }

    private record Calling(RowAction<Object> action) implements Terminal {
        @Override
        public End open(TaskContext context) {
            return new End() {
                private long done;

                @Override
                public boolean accept(Chunk chunk) throws Exception {
                    Object[] rows = chunk.rows();
                    for (int i = 0; i < chunk.size(); i++) {
                        action.accept(rows[i]);
                    }
                    done += chunk.size();
                    return true;
                }

                @Override
                public Object payload() {
                    return done;
                }
            };
        }
    }

    /** Into a sink of somebody's. */
    public record Into<P extends @Nullable Object, R extends @Nullable Object>(Sink<?, P, R> sink)
            implements Outcome<R> {
        @Override
        public String name() {
            return "into " + sink.describe();
        }

        @Override
        public Set<String> wanted(Schema<?> schema) {
            return Step.all(schema);
        }

        @Override
        public Terminal terminal(int stage, Schema<?> schema, int firstPart, int parts) {
            return new Writing(sink, schema, firstPart, parts);
        }

        @Override
        @SuppressWarnings("unchecked")
        public R finish(Driver driver, List<@Nullable Object> payloads) throws Exception {
            return sink.finish((List<P>) payloads);
        }

        @Override
        public void prepare(Driver driver, Schema<?> schema) throws Exception {
            sink.prepare(driver.wick(), schema);
        }

        @Override
        public void discard(Driver driver) throws Exception {
            sink.discard(driver.run());
        }
    }

    private record Writing(Sink<?, ?, ?> sink, Schema<?> schema, int firstPart, int parts)
            implements Terminal {
        @Override
        public End open(TaskContext context) throws Exception {
            SinkWriter<?> writer =
                    sink.open(
                            new SinkContext(
                                    context.run(), firstPart + context.index(), parts, schema));
            return new End() {
                @Override
                public boolean accept(Chunk chunk) throws Exception {
                    writer.write(chunk.toBatch());
                    return true;
                }

                @Override
                public @Nullable Object payload() throws Exception {
                    return writer.finish();
                }

                @Override
                public void discard() throws Exception {
                    writer.discard();
                }
            };
        }
    }
}
