package io.wick.internal.pipeline;

import io.wick.Wick;
import io.wick.column.Batch;
import io.wick.pipeline.Sink;
import io.wick.pipeline.SinkContext;
import io.wick.pipeline.SinkWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A sink that is an outcome of its own: a pipeline uses that, without making batches. */
public record DirectSink<T, R extends @Nullable Object>(Outcome<R> outcome)
        implements Sink<T, Object, R> {
    @Override
    public SinkWriter<Object> open(SinkContext context) throws Exception {
        Terminal.End end =
                outcome.terminal(0, context.schema(), context.part(), context.parts())
                        .open(
                                new TaskContext(
                                        context.run(), 0, List.of(), List.of(), new Counts()));
        return new SinkWriter<>() {
            @Override
            public void write(Batch batch) throws Exception {
                end.accept(Chunk.of(batch));
            }

            @Override
            public Object finish() throws Exception {
                return Objects.requireNonNull(end.payload(), "payload");
            }

            @Override
            public void discard() throws Exception {
                end.discard();
            }
        };
    }

    @Override
    public R finish(List<Object> parts) throws Exception {
        return outcome.finish(
                new Outcome.Driver(Wick.current(), UUID.randomUUID()), List.copyOf(parts));
    }

    @Override
    public String describe() {
        return outcome.name();
    }
}
