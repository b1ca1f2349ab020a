package io.wick.internal.bounded;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of what was put, or used, last: how things ended that somebody may still ask about, or what
 * was learnt. When it holds too much it forgets the oldest. Thread-safe as little as other maps.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /**
     * Forgets what was put first.
     *
     * @param most entries that it holds
     */
    public Recent(int most) {
        this.most = most;
    }

    private Recent(int most, boolean byUse) {
        super(16, 0.75f, byUse);
        this.most = most;
    }

    /** Forgets what was neither put nor asked for for the longest time; asking changes it. */
    public static <K, V> Recent<K, V> byUse(int most) {
        return new Recent<>(most, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
