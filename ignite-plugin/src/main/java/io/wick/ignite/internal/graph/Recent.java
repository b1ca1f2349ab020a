package io.wick.ignite.internal.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was put first when there is too much. */
final class Recent<K> extends LinkedHashMap<K, Boolean> {
    private static final long serialVersionUID = 1L;

    private final int most;

    private Recent(int most) {
        this.most = most;
    }

    /** An empty one; thread-safe. */
    static <K> Map<K, Boolean> map(int most) {
        return Collections.synchronizedMap(new Recent<>(most));
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
        return size() > most;
    }
}
