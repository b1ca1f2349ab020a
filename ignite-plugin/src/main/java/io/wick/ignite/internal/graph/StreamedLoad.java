package io.wick.ignite.internal.graph;

import io.wick.spi.CacheLoad;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.binary.BinaryObjectBuilder;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Entries by Ignite's data streamer, which collects them by the nodes they belong to. */
final class StreamedLoad implements CacheLoad {
    private final Ignite ignite;
    private final IgniteDataStreamer<Object, Object> streamer;

    StreamedLoad(Ignite ignite, String cache) {
        this.ignite = ignite;
        streamer = ignite.dataStreamer(cache);
        // so that a part that is loaded again ends as the first time
        streamer.allowOverwrite(true);
        streamer.keepBinary(true);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // close() throws what any of them failed with
    public void put(Object key, Object value) {
        streamer.addData(key, value);
    }

    @Override
    public void putFields(Object key, String type, List<String> names, @Nullable Object[] values) {
        BinaryObjectBuilder builder = ignite.binary().builder(type);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                builder.setField(names.get(i), value);
            }
        }
        put(key, builder.build());
    }

    @Override
    public void close() {
        streamer.close(false);
    }

    @Override
    public void cancel() {
        streamer.close(true);
    }
}
