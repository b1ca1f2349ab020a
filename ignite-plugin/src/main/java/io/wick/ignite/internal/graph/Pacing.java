package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.internal.run.Pace;
import io.wick.internal.scheduler.Stragglers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The vertices of a run on this node that may get second attempts, of all its epochs: those that a
 * newer epoch waits for may hang as well. Tells the owner of the run how they get on, ten times a
 * second at most and only what has changed, and begins the attempts that the owner asks for.
 * Thread-safe.
 */
final class Pacing {
    private static final int TELL_MILLIS = 100;

    /** All is told every so many times: messages may be lost, and runs get other keepers. */
    private static final int ALL_EVERY = 20;

    /** How many times of a stage are told. */
    private static final int TIMES = 16;

    /** How many vertices are told of, and how many of those that run. */
    private static final int MOST = 64;

    private static final int MOST_BEGUN = MOST / 2;

    private final HostedRun run;
    private final RunContext context;
    private final Map<VertexWork, Life> lives = new LinkedHashMap<>();
    private final Map<Integer, Times> stages = new TreeMap<>();
    private @Nullable Shown told;
    private int ticks;
    private boolean ticking;
    private boolean closed;

    Pacing(HostedRun run, RunContext context) {
        this.run = run;
        this.context = context;
    }

    /** How long a vertex has run, or waited. */
    private static final class Life {
        long since = System.nanoTime();
        boolean begun;
        boolean doubled;
    }

    /** What the vertices of a stage have taken. */
    private static final class Times {
        final ArrayDeque<Long> nanos = new ArrayDeque<>();
        long finished;
        boolean changed;
    }

    /** What is said again only when it changes. */
    private record Shown(Resources free, Set<Integer> plain, Set<Integer> doubled) {}

    /** A vertex is about to be queued. */
    synchronized void queued(VertexWork work) {
        lives.put(work, new Life());
        if (!ticking && !closed) {
            ticking = true;
            tickLater();
        }
    }

    /** It has what it is to hold. */
    synchronized void begun(VertexWork work) {
        Life life = lives.get(work);
        if (life != null) {
            life.begun = true;
            life.since = System.nanoTime();
        }
    }

    /**
     * It has its value.
     *
     * @param nanos what it took; {@link VertexWork#UNKNOWN} when the value came from elsewhere
     */
    synchronized void finished(VertexWork work, long nanos) {
        if (lives.remove(work) == null) {
            return;
        }
        Times times = stages.computeIfAbsent(work.stageOfGraph(), stage -> new Times());
        times.finished++;
        times.changed = true;
        if (nanos != VertexWork.UNKNOWN) {
            if (times.nanos.size() == TIMES) {
                times.nanos.remove();
            }
            times.nanos.add(nanos);
        }
    }

    /** It is not under way here any more. */
    synchronized void ended(VertexWork work) {
        lives.remove(work);
    }

    /** The owner of the run asks for a second attempt on another node. */
    void second(int vertex, UUID to) {
        VertexWork slow = null;
        synchronized (this) {
            for (Map.Entry<VertexWork, Life> entry : lives.entrySet()) {
                if (entry.getKey().ofGraph() == vertex && !entry.getValue().doubled) {
                    slow = entry.getKey();
                    entry.getValue().doubled = true;
                }
            }
        }
        if (slow != null) {
            SecondAttempt.begin(slow, to);
        }
    }

    /** The run is over. */
    synchronized void close() {
        closed = true;
        lives.clear();
    }

    private void tickLater() {
        var unused = context.timer().schedule(this::tick, TELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            Pace pace = news(System.nanoTime());
            if (pace != null) {
                run.tell(pace);
            }
        } finally {
            synchronized (this) {
                if (!closed) {
                    tickLater();
                }
            }
        }
    }

    /** What the owner does not know; null when there is nothing. */
    private synchronized @Nullable Pace news(long now) {
        if (closed) {
            return null;
        }
        List<Pace.Attempt> attempts = attempts(now);
        var shown = shown(attempts);
        boolean all = ++ticks % ALL_EVERY == 0;
        var times = new ArrayList<Pace.Took>();
        stages.forEach(
                (stage, of) -> {
                    if (of.changed || all) {
                        of.changed = false;
                        times.add(new Pace.Took(stage, of.finished, List.copyOf(of.nanos)));
                    }
                });
        if (times.isEmpty() && shown.equals(told) && !all) {
            return null;
        }
        told = shown;
        return new Pace(shown.free, times, attempts);
    }

    private Shown shown(List<Pace.Attempt> attempts) {
        var plain = new HashSet<Integer>();
        var doubled = new HashSet<Integer>();
        attempts.forEach(each -> (each.doubled() ? doubled : plain).add(each.vertex()));
        return new Shown(context.executor().free(), plain, doubled);
    }

    private List<Pace.Attempt> attempts(long now) {
        var attempts = new ArrayList<Pace.Attempt>();
        var waiting = new ArrayDeque<Pace.Attempt>();
        lives.forEach(
                (work, life) -> {
                    long nanos = now - life.since;
                    if (nanos > Stragglers.FLOOR_NANOS || life.doubled) {
                        var attempt = new Pace.Attempt(work.ofGraph(), nanos, life.doubled);
                        if (!life.begun) {
                            waiting.push(attempt);
                        } else if (attempts.size() < MOST_BEGUN) {
                            attempts.add(attempt);
                        }
                    }
                });
        waiting.stream().limit((long) MOST - attempts.size()).forEach(attempts::add);
        return attempts;
    }
}
