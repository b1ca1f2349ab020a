package io.wick.internal.pipeline;

import io.wick.ObjectRef;
import io.wick.error.GetTimeoutException;
import io.wick.error.PipelineException;
import io.wick.error.WickException;
import io.wick.graph.GraphRun;
import io.wick.graph.RunReport;
import io.wick.pipeline.PipelineProgress;
import io.wick.pipeline.PipelineReport;
import io.wick.pipeline.PipelineRun;
import io.wick.pipeline.StageReport;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A run of a pipeline over that of its graph. The first thread that asks for the result makes it of
 * what the vertices handed on. Thread-safe.
 */
final class ActiveRun<R extends @Nullable Object> implements PipelineRun<R> {
    private final Outcome.Driver driver;
    private final Lowered<R> lowered;
    private final GraphRun<List<@Nullable Object>> run;
    private final long start;
    private final LiveProgress live;

    /** The most that was seen of each count; guarded by the lock. */
    private final Counts highest = new Counts();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Ended<R> ended;
    private boolean discarded;

    /**
     * The end of a run.
     *
     * @param failure what finishing failed with
     */
    private record Ended<R extends @Nullable Object>(
            @Nullable R result, @Nullable RuntimeException failure) {}

    ActiveRun(
            Outcome.Driver driver,
            Lowered<R> lowered,
            GraphRun<List<@Nullable Object>> run,
            long start) {
        this.driver = driver;
        this.lowered = lowered;
        this.run = run;
        this.start = start;
        this.live = new LiveProgress(driver);
    }

    @Override
    public R get() {
        return result(null);
    }

    @Override
    public R get(Duration timeout) {
        return result(timeout);
    }

    @SuppressWarnings("NullAway") // a result is null only where R says so
    private R result(@Nullable Duration timeout) {
        List<@Nullable Object> values;
        try {
            values = timeout == null ? run.get() : run.get(timeout);
        } catch (GetTimeoutException e) {
            throw e;
        } catch (WickException e) {
            discard(e);
            throw e;
        }
        LiveCounts.forget(driver.run(), driver.wick().engine());
        lock.lock();
        try {
            Ended<R> now = ended;
            if (now == null) {
                now = finish(values);
                ended = now;
            }
            if (now.failure() != null) {
                throw now.failure();
            }
            return now.result();
        } finally {
            lock.unlock();
        }
    }

    private Ended<R> finish(List<@Nullable Object> values) {
        var payloads = new ArrayList<@Nullable Object>();
        for (Object value : values.subList(0, lowered.parts())) {
            payloads.add(((Part) Objects.requireNonNull(value)).payload());
        }
        try {
            return new Ended<>(lowered.outcome().finish(driver, payloads), null);
        } catch (RuntimeException e) {
            discard(e);
            return new Ended<>(null, e);
        } catch (Exception e) {
            var failure =
                    new PipelineException(
                            "The end of '" + lowered.outcome().name() + "' failed: " + e, e);
            discard(failure);
            return new Ended<>(null, failure);
        }
    }

    private void discard(RuntimeException failure) {
        lock.lock();
        try {
            if (!discarded) {
                discarded = true;
                lowered.outcome().discard(driver);
            }
        } catch (Exception e) {
            failure.addSuppressed(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isDone() {
        return run.isDone();
    }

    @Override
    public boolean cancel() {
        return run.cancel();
    }

    @Override
    public PipelineProgress progress() {
        boolean over = run.isDone();
        PipelineProgress ended = ended();
        if (over || ended.verticesDone() == ended.vertices()) {
            return ended;
        }
        Counts counts = live.counts();
        lock.lock();
        try {
            highest.raise(counts);
            highest.raise(counted());
            return new PipelineProgress(
                    ended.elapsed(), ended.verticesDone(), ended.vertices(), stages(highest));
        } finally {
            lock.unlock();
        }
    }

    /** By the vertices that have ended. */
    private PipelineProgress ended() {
        List<ObjectRef<?>> parts = run.parts();
        int done = (int) parts.stream().filter(ObjectRef::isDone).count();
        return new PipelineProgress(
                Duration.ofNanos(System.nanoTime() - start), done, parts.size(), stages(counted()));
    }

    private Counts counted() {
        var counted = new Counts();
        for (ObjectRef<?> part : run.parts()) {
            if (part.isDone()) {
                counted.add(counts(part));
            }
        }
        return counted;
    }

    private static @Nullable Counts counts(ObjectRef<?> part) {
        try {
            return part.get() instanceof Part value ? value.counts() : null;
        } catch (WickException e) {
            // It failed, which get() of the run tells; there is nothing to count
            return null;
        }
    }

    @Override
    public PipelineReport report() {
        RunReport report = run.report();
        PipelineProgress end = ended();
        return new PipelineReport(report.elapsed(), end.stages(), report);
    }

    private List<StageReport> stages(Counts of) {
        return lowered.stages().stream()
                .map(
                        stage -> {
                            int number = stage.number();
                            return new StageReport(
                                    stage.name(),
                                    of.get(number, Counts.Kind.IN),
                                    of.get(number, Counts.Kind.OUT),
                                    of.get(number, Counts.Kind.SKIPPED),
                                    of.get(number, Counts.Kind.BYTES),
                                    Duration.ofNanos(of.get(number, Counts.Kind.NANOS)));
                        })
                .toList();
    }
}
