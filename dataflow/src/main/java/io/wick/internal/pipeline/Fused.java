package io.wick.internal.pipeline;

import io.wick.Fn2;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * The function of the vertices of one stage of the task graph: a feed, steps, and an end. It takes
 * the values of the vertices before it, of which the last are the {@code sides}.
 *
 * @param run one for each run, so that vertices of one run know each other
 * @param origin the stage of the pipeline that the feed belongs to
 * @param steps what is done row by row, in order
 * @param last the stage that the end belongs to
 * @param sides how many of the inputs are for the steps to look things up in
 * @param offHeap whether what it hands on waits in the object store
 */
record Fused(
        UUID run,
        Named origin,
        Feed feed,
        List<NamedStep> steps,
        Named last,
        Terminal terminal,
        int sides,
        boolean offHeap)
        implements Fn2<Integer, List<Object>, Part> {

    /** A stage of the pipeline, by its number and name. */
    record Named(int number, String name) implements java.io.Serializable {}

    /** A step and the stage of the pipeline it is. */
    record NamedStep(Named stage, Step step) implements java.io.Serializable {}

    /** Whether a step of it runs kernels that must have a device. */
    boolean needsDevice() {
        return steps.stream()
                .anyMatch(each -> each.step() instanceof NumericStep step && step.needsDevice());
    }

    @Override
    public Part call(Integer index, List<Object> values) throws Exception {
        int own = values.size() - sides;
        var counts = new Counts();
        var context =
                new TaskContext(
                        run,
                        index,
                        values.subList(0, own),
                        values.subList(own, values.size()),
                        counts);
        LiveCounts.Vertex live = LiveCounts.begin(run, counts);
        try {
            var part = new Part(counts, run(context));
            live.done();
            return part;
        } catch (Exception e) {
            throw StageFailure.told(e, origin.name(), feed.describe(index));
        } finally {
            live.end();
        }
    }

    private @Nullable Object run(TaskContext context) throws Exception {
        Terminal.End end = opened(context);
        try {
            Receiver first = chain(context, end);
            long start = System.nanoTime();
            feed.feed(context, first);
            first.finish();
            Object payload = payload(end);
            context.counts().add(origin.number(), Counts.Kind.NANOS, System.nanoTime() - start);
            return offHeap ? OffHeap.away(payload) : payload;
        } catch (Throwable e) {
            discard(end, e);
            throw e;
        }
    }

    private Terminal.End opened(TaskContext context) throws Exception {
        try {
            return terminal.open(context);
        } catch (Exception e) {
            throw StageFailure.in(last.name(), e);
        }
    }

    private @Nullable Object payload(Terminal.End end) throws Exception {
        try {
            return end.payload();
        } catch (Exception e) {
            throw StageFailure.in(last.name(), e);
        }
    }

    private static void discard(Terminal.End end, Throwable failure) {
        try {
            end.discard();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private Receiver chain(TaskContext context, Terminal.End end) throws Exception {
        Receiver next =
                new Boundary(
                        context.counts(), before(steps.size()), last.number(), last.name(), end);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Named stage = steps.get(i).stage();
            Receiver opened;
            try {
                opened = steps.get(i).step().open(context, next);
            } catch (Exception e) {
                throw StageFailure.in(stage.name(), e);
            }
            next = new Boundary(context.counts(), before(i), stage.number(), stage.name(), opened);
        }
        return next;
    }

    private int before(int step) {
        return step == 0 ? origin.number() : steps.get(step - 1).stage().number();
    }
}
