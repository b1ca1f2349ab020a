package io.wick.ignite.internal.object;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A ref that others know: held strongly while a node holds it, else findable while it lives. */
final class Export {
    final WeakReference<Ref<?>> known;
    final Map<UUID, Integer> holders = new HashMap<>();
    private @Nullable Ref<?> kept;

    Export(Ref<?> ref) {
        this.known = new WeakReference<>(ref);
        this.kept = ref;
    }

    @Nullable Ref<?> ref() {
        return known.get();
    }

    /** Keeps the ref until {@link #letGo} finds that nobody holds it. */
    synchronized void keep(Ref<?> ref) {
        kept = ref;
    }

    /**
     * Counts, and keeps the ref in the same step: a {@link #letGo} between the two would drop a ref
     * that has just been handed out. True when nobody holds it now.
     */
    synchronized boolean count(Ref<?> ref, UUID holder, int change) {
        kept = ref;
        holders.merge(holder, change, (a, b) -> a + b == 0 ? null : a + b);
        return holders.isEmpty();
    }

    synchronized boolean forget(UUID holder) {
        return holders.remove(holder) != null && holders.isEmpty();
    }

    synchronized void letGo() {
        if (holders.isEmpty()) {
            kept = null;
        }
    }

    synchronized List<UUID> holders() {
        return List.copyOf(holders.keySet());
    }

    synchronized boolean isHeld() {
        return !holders.isEmpty() && kept != null;
    }
}
