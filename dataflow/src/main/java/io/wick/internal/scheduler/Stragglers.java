package io.wick.internal.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds attempts that take much longer than others of their kind. The rule is Spark's ({@code
 * spark.speculation}), with a count of completed tasks beside its share, as tasks that are
 * submitted one by one have no stage whose size is known. Events in, instructions out; callers
 * serialise access and say what time it is.
 *
 * @param <T> an attempt, by identity
 */
public final class Stragglers<T> {
    /** So many of a kind must have given a result. */
    public static final int COMPLETED = 8;

    /** And such a share of those that were begun. */
    public static final double QUANTILE = 0.75;

    /** An attempt is slow when it takes so many times the median of the others. */
    public static final double MULTIPLIER = 1.5;

    /** And at least so long. */
    public static final long FLOOR_NANOS = 100_000_000;

    private static final int REMEMBERED = 64;
    private static final int KINDS = 256;

    private final Map<T, Attempt> attempts = new LinkedHashMap<>();

    /** Those of which nothing is under way are forgotten when there are too many. */
    private final Map<Object, Kind> kinds = new HashMap<>();

    private static final class Attempt {
        final Kind kind;
        long since;
        boolean begun;
        boolean doubled;

        Attempt(Kind kind, long since) {
            this.kind = kind;
            this.since = since;
        }
    }

    private static final class Kind {
        final long[] times = new long[REMEMBERED];
        long completed;
        int live;

        void took(long nanos) {
            times[(int) (completed++ % REMEMBERED)] = nanos;
        }

        boolean isKnown() {
            return completed >= COMPLETED && completed >= QUANTILE * (completed + live);
        }

        long slowFrom() {
            long[] sorted = Arrays.copyOf(times, (int) Math.min(completed, REMEMBERED));
            Arrays.sort(sorted);
            return Math.max(FLOOR_NANOS, (long) (MULTIPLIER * sorted[sorted.length / 2]));
        }
    }

    /** An attempt was sent, or put into the queue here; once more when it is tried again. */
    public void placed(T attempt, Object kind, long now) {
        ended(attempt);
        if (kinds.size() >= KINDS) {
            kinds.values().removeIf(known -> known.live == 0);
        }
        Kind of = kinds.computeIfAbsent(kind, key -> new Kind());
        of.live++;
        attempts.put(attempt, new Attempt(of, now));
    }

    /** Its function begins. */
    public void begun(T attempt, long now) {
        Attempt known = attempts.get(attempt);
        if (known != null) {
            known.begun = true;
            known.since = now;
        }
    }

    /** It has given a result: what others are compared with. */
    public void completed(T attempt, long now) {
        Attempt known = attempts.get(attempt);
        if (known != null && known.begun) {
            known.kind.took(now - known.since);
        }
        ended(attempt);
    }

    /** It is not under way any more. */
    public void ended(T attempt) {
        Attempt known = attempts.remove(attempt);
        if (known != null) {
            known.kind.live--;
        }
    }

    /** It has a second attempt, or has none any more: only in the second case it may get one. */
    public void doubled(T attempt, boolean now) {
        Attempt known = attempts.get(attempt);
        if (known != null) {
            known.doubled = now;
        }
    }

    /**
     * The attempts that are slow, those first that have been so for longest; one that waits in a
     * queue too, as it would have run elsewhere by now.
     */
    public List<T> slow(long now) {
        var slow = new ArrayList<T>();
        var from = new HashMap<Kind, Long>();
        attempts.forEach(
                (attempt, known) -> {
                    if (!known.doubled
                            && known.kind.isKnown()
                            && now - known.since
                                    > from.computeIfAbsent(known.kind, Kind::slowFrom)) {
                        slow.add(attempt);
                    }
                });
        return slow;
    }

    /** Whether nothing is under way. */
    public boolean isEmpty() {
        return attempts.isEmpty();
    }
}
