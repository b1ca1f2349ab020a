package io.wick.ignite.internal.codec;

import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends Fory instances of one loader, each to one call at a time. Bounded: an instance that comes
 * back to a full pool is dropped, and so is one whose call failed. Lock-free; a virtual thread is
 * never held.
 */
final class GraphPool {
    private final ClassLoader loader;
    private final AtomicReferenceArray<@Nullable GraphCodec> idle =
            new AtomicReferenceArray<>(
                    Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 64));

    GraphPool(ClassLoader loader) {
        this.loader = loader;
    }

    void write(ByteWriter out, Object value, RefSink refs) throws GraphFailure {
        int before = out.size();
        @Nullable GraphFailure failure = tryWrite(out, value, refs);
        if (failure != null && failure.root() instanceof StackOverflowError) {
            out.truncate(before);
            failure =
                    DeepStack.call(() -> Optional.ofNullable(tryWrite(out, value, refs)))
                            .orElse(null);
        }
        if (failure != null) {
            throw failure;
        }
    }

    Object read(ByteReader in, RefSource refs) {
        int from = in.position();
        int to = from + in.remaining();
        try {
            return tryRead(in, refs);
        } catch (WickException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (DecodeFailure.isTooDeep(e)) {
                return readDeep(new ByteReader(in.array(), from, to), refs);
            }
            throw DecodeFailure.explain(e, loader);
        } catch (OutOfMemoryError e) {
            throw DecodeFailure.tooLarge(to - from, e);
        }
    }

    private Object readDeep(ByteReader in, RefSource refs) {
        int length = in.remaining();
        try {
            return DeepStack.call(() -> tryRead(in, refs));
        } catch (WickException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw DecodeFailure.explain(e, loader);
        } catch (OutOfMemoryError e) {
            throw DecodeFailure.tooLarge(length, e);
        }
    }

    private Object tryRead(ByteReader in, RefSource refs) {
        GraphCodec graph = borrow();
        Object value = graph.read(in, refs);
        giveBack(graph);
        return value;
    }

    private @Nullable GraphFailure tryWrite(ByteWriter out, Object value, RefSink refs) {
        GraphCodec graph = borrow();
        GraphFailure failure = graph.write(out, value, refs);
        if (failure == null) {
            giveBack(graph);
        }
        return failure;
    }

    private GraphCodec borrow() {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.getPlain(i) != null) {
                GraphCodec graph = idle.getAndSet(i, null);
                if (graph != null) {
                    return graph;
                }
            }
        }
        return new GraphCodec(loader);
    }

    private void giveBack(GraphCodec graph) {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.getPlain(i) == null && idle.compareAndSet(i, null, graph)) {
                return;
            }
        }
    }
}
