package io.wick;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The results of a generator task, in order, while it still runs. One thread may read at a time.
 *
 * <p>The producer stays at most the buffer size ahead of the reader, wherever it runs. After a node
 * death the generator starts anew and its first results are skipped up to where the reader had got,
 * so it must produce the same sequence again. Close it to stop the producer early.
 */
public interface ResultStream<T> extends Iterator<T>, AutoCloseable {
    /**
     * Waits for the next result or the end.
     *
     * @throws io.wick.error.TaskFailedException when the generator threw; results before that are
     *     given first
     */
    @Override
    boolean hasNext();

    /** The rest as a sequential stream; closing it closes this. */
    Stream<T> stream();

    /** Stops the producer; results not read are dropped. */
    @Override
    void close();
}
