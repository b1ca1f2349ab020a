package io.wick.examples;

import io.wick.ObjectRef;
import io.wick.Ready;
import io.wick.Scope;
import io.wick.Wick;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The job as tasks and objects, the same on one node or many:
 *
 * <pre>
 * slice -- load --> partition -- count --> statistics --.
 * slice -- load --> partition -- count --> statistics -- merge --.
 * slice -- load --> partition -- count --> statistics ---------- merge --> statistics of all
 * </pre>
 *
 * <p>Partitions are big results: they stay on the node that loaded them, and their tasks go there.
 * For use by one thread.
 */
final class DelayJob {
    private final Wick wick;
    private final Progress.Factory progress;
    private final List<RunSummary.Phase> phases = new ArrayList<>();

    DelayJob(Wick wick, Progress.Factory progress) {
        this.wick = wick;
        this.progress = progress;
    }

    /** The outcome of a run. */
    record Outcome(DelayStatistics statistics, RunSummary run) {}

    /** Computes the statistics of the first {@code rows} rows in at least so many partitions. */
    Outcome run(Path flights, long rows, int partitions) throws Exception {
        List<Slice> slices = Slice.plan(flights, rows, partitions);
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("No rows to work on in " + flights);
        }
        try (Scope scope = wick.scope()) {
            var before = NodeUse.stats(wick);
            List<ObjectRef<Partition>> loaded = load(slices, scope);
            await("Loading", loaded);
            List<ObjectRef<DelayStatistics>> tree = count(loaded, scope);
            await("Counting", tree);
            DelayStatistics all = tree.getLast().get();
            int tasks = loaded.size() + tree.size();
            long read = slices.stream().mapToLong(Slice::rows).sum();
            var use = NodeUse.between(before, NodeUse.stats(wick), wick.nodes());
            return new Outcome(all, new RunSummary(read, slices.size(), tasks, phases, use));
        }
    }

    /** Partitions over the nodes in turn; only their refs come back here. */
    private List<ObjectRef<Partition>> load(List<Slice> slices, Scope scope) {
        return slices.stream()
                .map(slice -> wick.task(Partition::load, slice).named("load").spread().submit())
                .map(scope::keep)
                .toList();
    }

    /**
     * Statistics of each partition, where it lives, and the tree that merges them; its top last.
     */
    private List<ObjectRef<DelayStatistics>> count(
            List<ObjectRef<Partition>> partitions, Scope scope) {
        var tasks = new ArrayList<ObjectRef<DelayStatistics>>();
        List<ObjectRef<DelayStatistics>> level =
                byTurn(partitions).stream()
                        .map(p -> wick.task(DelayStatistics::of, p).named("count").submit())
                        .toList();
        tasks.addAll(level);
        while (level.size() > 1) {
            var next = new ArrayList<ObjectRef<DelayStatistics>>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                var left = level.get(i);
                var right = level.get(i + 1);
                var both = wick.task(DelayStatistics::merge, left, right).named("merge").submit();
                tasks.add(both);
                next.add(both);
            }
            if (level.size() % 2 == 1) {
                next.add(level.getLast());
            }
            level = next;
        }
        tasks.forEach(scope::keep);
        return tasks;
    }

    /** Brings together what the same node got, so that most merges are between neighbours. */
    private <T> List<T> byTurn(List<T> items) {
        int nodes = (int) wick.nodes().stream().filter(node -> node.worker()).count();
        return IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> i % Math.max(1, nodes)))
                .<T>map(items::get)
                .toList();
    }

    /** Waits for all of them, shows how it goes, and throws what the first failed one threw. */
    private <T> void await(String phase, List<ObjectRef<T>> refs) {
        long begun = System.nanoTime();
        try (Progress bar = progress.start(phase, refs.size())) {
            List<ObjectRef<T>> pending = refs;
            while (!pending.isEmpty()) {
                Ready<T> ready = wick.await(pending, 1);
                bar.step(ready.done().size());
                pending = ready.pending();
            }
        }
        phases.add(new RunSummary.Phase(phase, Duration.ofNanos(System.nanoTime() - begun)));
    }
}
