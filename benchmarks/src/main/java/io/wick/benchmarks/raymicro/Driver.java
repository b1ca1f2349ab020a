package io.wick.benchmarks.raymicro;

import io.wick.Fn0;
import io.wick.ObjectRef;
import io.wick.Ready;
import io.wick.TaskBuilder;
import io.wick.Wick;
import io.wick.group.PlacementGroup;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The driver program of Ray's microbenchmark on Wick: each method prepares a benchmark and gives
 * its round. Where Python would free an object by dropping its last reference, {@code free} does.
 *
 * @param wick where the driver is
 * @param node where its tasks run, null for wherever Wick puts them
 */
record Driver(Wick wick, @Nullable UUID node) {
    /** Of one large put: a tenth of Ray's, as the machine here has a fraction of the memory. */
    static final int LARGE_LONGS = 10 << 20;

    /** Of each of the hundred puts by ten tasks: a tenth of Ray's. */
    static final int MEDIUM_LONGS = 1 << 20;

    static final int BATCH = 1000;
    static final int CLIENTS = 4;
    static final int TASKS_PER_CLIENT = 10_000;
    static final int PUTTING_TASKS = 10;
    static final int SMALL_PUTS_PER_TASK = 100;
    static final int MEDIUM_PUTS_PER_TASK = 10;
    static final int GROUPS = 100;

    private static final int REFS_INSIDE = 10_000;
    private static final int ARGUMENTS = 10_000;
    private static final int RETURNS = 3_000;
    private static final int ELEMENTS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Round getSmall() {
        ObjectRef<Integer> ref = wick.put(0);
        return () -> check(ref.get() == 0);
    }

    Round putSmall() {
        return () -> wick.put(0).free();
    }

    Round putSmallFromTasks() {
        return () -> eachOf(PUTTING_TASKS, Driver::putManySmall);
    }

    private static int putManySmall() {
        Wick wick = Wick.current();
        for (int i = 0; i < SMALL_PUTS_PER_TASK; i++) {
            wick.put(0).free();
        }
        return 0;
    }

    /** Of one bundle each; all are there before the first goes. */
    Round makeAndRemoveGroups() {
        return () -> {
            var groups = new ArrayList<PlacementGroup>(GROUPS);
            for (int i = 0; i < GROUPS; i++) {
                groups.add(wick.placementGroup().bundle(r -> r.cpus(0.001)).create());
            }
            for (PlacementGroup group : groups) {
                group.await(PATIENCE);
            }
            groups.forEach(PlacementGroup::remove);
        };
    }

    Round putLarge() {
        long[] array = new long[LARGE_LONGS];
        return () -> wick.put(array).free();
    }

    Round putMediumFromTasks() {
        return () -> eachOf(PUTTING_TASKS, Driver::putManyMedium);
    }

    private static int putManyMedium() {
        Wick wick = Wick.current();
        for (int i = 0; i < MEDIUM_PUTS_PER_TASK; i++) {
            wick.put(new long[MEDIUM_LONGS]).free();
        }
        return 0;
    }

    /** 1,000 tasks and one get of all: Ray counts it once per batch and once per task. */
    Round batch() {
        return () -> eachOf(BATCH, Driver::small);
    }

    private static String small() {
        return "ok";
    }

    Round oneTask() {
        return () -> check(submit(Driver::small).get().equals("ok"));
    }

    Round batchesFromTasks() {
        // as Ray's clients, these take no CPU from the tasks they submit
        return () -> {
            var clients = new ArrayList<ObjectRef<Integer>>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(task(Driver::client).resources(r -> r.cpus(0)).submit());
            }
            wick.get(clients);
        };
    }

    private static int client() {
        Wick wick = Wick.current();
        var refs = new ArrayList<ObjectRef<String>>();
        for (int i = 0; i < TASKS_PER_CLIENT; i++) {
            refs.add(wick.submit(Driver::small));
        }
        return wick.get(refs).size();
    }

    /** A wait for one, then for one of the rest, until none is left. */
    Round waitForEach() {
        return () -> {
            Collection<ObjectRef<String>> pending = submitted(BATCH, Driver::small);
            while (!pending.isEmpty()) {
                Ready<String> ready = wick.await(pending, 1);
                List<ObjectRef<String>> rest = new ArrayList<>(ready.done());
                rest.removeFirst();
                rest.addAll(ready.pending());
                pending = rest;
            }
        };
    }

    Round getRefsInside() {
        ObjectRef<List<ObjectRef<Integer>>> outer = submit(Driver::manyRefs);
        return () -> check(outer.get().size() == REFS_INSIDE);
    }

    private static List<ObjectRef<Integer>> manyRefs() {
        Wick wick = Wick.current();
        return IntStream.range(0, REFS_INSIDE).mapToObj(_ -> wick.put(1)).toList();
    }

    /** Each argument a list of 10,000 ones, put and passed as a ref. */
    Round manyArguments() {
        return () -> {
            var arguments = new ArrayList<ObjectRef<int[]>>();
            for (int i = 0; i < ARGUMENTS; i++) {
                int[] ones = new int[ELEMENTS];
                Arrays.fill(ones, 1);
                arguments.add(wick.put(ones));
            }
            check(submit(() -> sum(arguments)).get() == (long) ARGUMENTS * ELEMENTS);
            arguments.forEach(ObjectRef::free);
        };
    }

    private static long sum(List<ObjectRef<int[]>> arguments) {
        long sum = 0;
        for (ObjectRef<int[]> argument : arguments) {
            for (int element : argument.get()) {
                sum += element;
            }
        }
        return sum;
    }

    Round manyReturns() {
        return () -> {
            int[] expected = range();
            for (ObjectRef<int[]> ref : task(Driver::manyArrays).split(RETURNS, arrays -> arrays)) {
                check(Arrays.equals(ref.get(), expected));
                ref.free();
            }
        };
    }

    private static List<int[]> manyArrays() {
        return IntStream.range(0, RETURNS).mapToObj(_ -> range()).toList();
    }

    /** 10,000 puts and one get of all; Ray's does it twice, as lists and as arrays. */
    Round getMany() {
        return () -> {
            var refs = new ArrayList<ObjectRef<int[]>>();
            for (int i = 0; i < ARGUMENTS; i++) {
                refs.add(wick.put(range()));
            }
            int[] expected = range();
            for (int[] array : wick.get(refs)) {
                check(Arrays.equals(array, expected));
            }
            refs.forEach(ObjectRef::free);
        };
    }

    private static int[] range() {
        return IntStream.range(0, ELEMENTS).toArray();
    }

    private <T> void eachOf(int count, Fn0<T> task) {
        check(wick.get(submitted(count, task)).size() == count);
    }

    private <T> List<ObjectRef<T>> submitted(int count, Fn0<T> task) {
        var refs = new ArrayList<ObjectRef<T>>(count);
        for (int i = 0; i < count; i++) {
            refs.add(submit(task));
        }
        return refs;
    }

    private <T> ObjectRef<T> submit(Fn0<T> task) {
        return node == null ? wick.submit(task) : task(task).submit();
    }

    <T> TaskBuilder<T> task(Fn0<T> task) {
        TaskBuilder<T> builder = wick.task(task);
        return node == null ? builder : builder.onNode(node);
    }

    static void check(boolean right) {
        if (!right) {
            throw new IllegalStateException("A round gave a wrong result");
        }
    }
}
