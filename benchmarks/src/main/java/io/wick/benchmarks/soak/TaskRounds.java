package io.wick.benchmarks.soak;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.Wick;
import io.wick.error.DependencyFailedException;
import io.wick.error.GetTimeoutException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskTimeoutException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Tasks of all kinds: small, chained, nested, split, streaming, failing, cancelled, too slow. */
final class TaskRounds {
    private static final long SLEEP_MILLIS = 600_000;

    private TaskRounds() {}

    static long scramble(long x) {
        return (x ^ x >>> 31) * 0x9E3779B97F4A7C15L;
    }

    static void small(Wick wick, SplittableRandom random) {
        var expected = new ArrayList<Long>();
        var refs = new ArrayList<ObjectRef<Long>>();
        for (int i = 0; i < 300; i++) {
            long x = random.nextLong();
            expected.add(scramble(x));
            var task = wick.task(TaskRounds::scramble, x);
            refs.add(i % 2 == 0 ? task.submit() : task.spread().submit());
        }
        Round.same("ready", 300, wick.await(refs, 300, Round.LIMIT).done().size());
        Round.same("results of small tasks", expected, wick.get(refs, Round.LIMIT));
    }

    static long[] plusOne(long[] values) {
        return Arrays.stream(values).map(x -> x + 1).toArray();
    }

    static long sum(long[] values) {
        return Arrays.stream(values).sum();
    }

    /** Each takes what the one before left, small or stored, on any node. */
    static void chain(Wick wick, SplittableRandom random) {
        int size = 1 << random.nextInt(4, 15);
        ObjectRef<long[]> at = wick.put(LongStream.range(0, size).toArray());
        for (int i = 0; i < 10; i++) {
            at = wick.task(TaskRounds::plusOne, at).spread().submit();
        }
        ObjectRef<long[]> last = at;
        ObjectRef<Long> captured = wick.submit(() -> sum(last.get()));
        long expected = (long) size * (size - 1) / 2 + 10L * size;
        Round.same("sum of a chain", expected, captured.get(Round.LIMIT));
    }

    static int tree(int depth) {
        if (depth == 0) {
            return 1;
        }
        ObjectRef<Integer> left = Wick.current().task(TaskRounds::tree, depth - 1).submit();
        ObjectRef<Integer> right =
                Wick.current().task(TaskRounds::tree, depth - 1).spread().submit();
        return left.get() + right.get();
    }

    static void nested(Wick wick, SplittableRandom random) {
        int depth = random.nextInt(3, 7);
        int leaves = wick.task(TaskRounds::tree, depth).spread().submit().get(Round.LIMIT);
        Round.same("leaves of nested tasks", 1 << depth, leaves);
    }

    static long refuse(long x) {
        throw new IllegalStateException("refused " + x);
    }

    static long unreliable(long x) {
        if (ThreadLocalRandom.current().nextInt(3) == 0) {
            throw new ArithmeticException("this time");
        }
        return scramble(x);
    }

    static void failing(Wick wick, SplittableRandom random) {
        for (int i = 0; i < 10; i++) {
            long x = random.nextLong();
            ObjectRef<Long> failed = wick.task(TaskRounds::refuse, x).spread().submit();
            ObjectRef<Long> after = wick.task(TaskRounds::scramble, failed).submit();
            String text = "refused " + x;
            Round.fails("failing", TaskFailedException.class, text, () -> failed.get(Round.LIMIT));
            Round.fails(
                    "after it",
                    DependencyFailedException.class,
                    text,
                    () -> after.get(Round.LIMIT));
            long again =
                    wick.task(TaskRounds::unreliable, x)
                            .retries(60)
                            .retryOn(ArithmeticException.class)
                            .spread()
                            .submit()
                            .get(Round.LIMIT);
            Round.same("a task that was tried again", scramble(x), again);
        }
    }

    static long sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    static void cancelled(Wick wick, SplittableRandom random) {
        var refs = new ArrayList<ObjectRef<Long>>();
        for (int i = 0; i < 12; i++) { // more than there are CPUs: some run, some wait
            refs.add(wick.task(TaskRounds::sleep, SLEEP_MILLIS).spread().submit());
        }
        Round.fails(
                "an early get",
                GetTimeoutException.class,
                "",
                () -> refs.getFirst().get(Duration.ofMillis(random.nextInt(1, 20))));
        refs.forEach(ObjectRef::cancel);
        for (ObjectRef<Long> ref : refs) {
            Round.fails("cancelled", TaskCancelledException.class, "", () -> ref.get(Round.LIMIT));
        }
    }

    static void tooSlow(Wick wick, SplittableRandom random) {
        for (int i = 0; i < 4; i++) {
            ObjectRef<Long> slow =
                    wick.task(TaskRounds::sleep, SLEEP_MILLIS)
                            .timeout(Duration.ofMillis(random.nextInt(1, 30)))
                            .spread()
                            .submit();
            Round.fails("too slow", TaskTimeoutException.class, "", () -> slow.get(Round.LIMIT));
        }
    }

    static List<Long> numbers(int end) {
        return LongStream.range(0, end).boxed().toList();
    }

    static void split(Wick wick, SplittableRandom random) {
        int parts = random.nextInt(2, 30);
        List<ObjectRef<Long>> refs =
                wick.task(TaskRounds::numbers, parts).spread().split(parts, all -> all);
        Round.same("parts", numbers(parts), wick.get(refs, Round.LIMIT));
    }

    static Stream<long[]> arrays(int count, int size) {
        return LongStream.range(0, count).mapToObj(i -> LongStream.range(i, i + size).toArray());
    }

    /** One is read to its end, one left early. */
    static void streamed(Wick wick, SplittableRandom random) {
        int count = random.nextInt(100, 400);
        int size = 1 << random.nextInt(2, 11);
        var anywhere = TaskOptions.DEFAULT.withPlacement(new Placement.Spread());
        long sum = 0;
        try (ResultStream<long[]> all = wick.stream(() -> arrays(count, size), anywhere, 16)) {
            while (all.hasNext()) {
                sum += sum(all.next());
            }
        }
        long expected = arrays(count, size).mapToLong(TaskRounds::sum).sum();
        Round.same("sum of a stream", expected, sum);
        try (ResultStream<long[]> some = wick.stream(() -> arrays(1 << 30, size), anywhere, 8)) {
            for (int i = 0; i < 20; i++) {
                Round.same("an item", (long) i, some.next()[0]);
            }
        }
    }
}
