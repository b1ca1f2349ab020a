package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.internal.run.sim.Trace.What;
import io.wick.internal.scheduler.Placer;
import io.wick.internal.scheduler.RetryPolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tasks that the owner submits beside the run, placed and retried by the real policies. Their
 * messages do not get lost, as Ignite promises; nodes die under them.
 */
final class Tasks {
    private static final TaskOptions OPTIONS = TaskOptions.DEFAULT.withRetries(3);

    private final class Task {
        final int number;
        final Resources resources;
        final int throwsUntil;
        int attempt;
        int node = -1;
        boolean ended;

        Task(int number, Resources resources, int throwsUntil) {
            this.number = number;
            this.resources = resources;
            this.throwsUntil = throwsUntil;
        }
    }

    private final World world;
    private final SimNode owner;
    private final Placer placer = new Placer();
    private final List<Task> tasks = new ArrayList<>();
    private int open;

    Tasks(World world, SimNode owner) {
        this.world = world;
        this.owner = owner;
    }

    /** Submits them over the time the run may take. */
    void submit(int count) {
        open = count;
        for (int i = 0; i < count; i++) {
            Resources resources =
                    world.random.nextInt(3) == 0 ? Resources.NONE.cpus(0.5) : Resources.ONE_CPU;
            int fails = world.random.nextInt(5) == 0 ? world.random.nextInt(4) : 0;
            var task = new Task(i, resources, fails);
            tasks.add(task);
            long when = world.random.nextLong(world.scenario.horizon());
            world.clock.after(when, () -> owner.deliver(() -> place(task)));
        }
    }

    boolean areDone() {
        return open == 0;
    }

    private void place(Task task) {
        task.attempt++;
        task.node = -1;
        var candidates = new ArrayList<Placer.Candidate>();
        for (SimNode node : world.workers()) {
            boolean local = node == owner;
            candidates.add(new Placer.Candidate(node.id(), local, node.capacity(), Map.of(), 0));
        }
        Map<UUID, Long> bytes =
                candidates.isEmpty()
                        ? Map.of()
                        : Map.of(candidates.get(task.number % candidates.size()).id(), 100_000L);
        var request = new Placer.Request(task.resources, null, null, false, null, bytes);
        switch (placer.place(request, candidates)) {
            case Placer.Decision.Infeasible infeasible -> end(task);
            case Placer.Decision.Place place -> {
                SimNode node = world.node(place.node());
                task.node = node.number();
                world.note(What.TASK_PLACED, node, task.attempt, task.number);
                int attempt = task.attempt;
                world.network.sendSurely(owner, node, 100, () -> begin(task, attempt, node));
            }
        }
    }

    private void begin(Task task, int attempt, SimNode node) {
        node.admit(task.resources, () -> runOn(task, attempt, node));
    }

    private void runOn(Task task, int attempt, SimNode node) {
        long micros = 1 + world.random.nextLong(5000);
        world.clock.after(
                micros,
                () ->
                        node.deliver(
                                () -> {
                                    node.leave(task.resources);
                                    world.network.sendSurely(
                                            node, owner, 100, () -> done(task, attempt));
                                }));
    }

    private void done(Task task, int attempt) {
        if (task.ended || task.attempt != attempt) {
            return;
        }
        if (attempt <= task.throwsUntil) {
            decide(task, RetryPolicy.Failure.THREW);
        } else {
            end(task);
        }
    }

    /** A node is known to have left. */
    void lost(SimNode node) {
        for (Task task : List.copyOf(tasks)) {
            if (!task.ended && task.node == node.number()) {
                decide(task, RetryPolicy.Failure.NODE_LOST);
            }
        }
    }

    private void decide(Task task, RetryPolicy.Failure failure) {
        switch (RetryPolicy.decide(failure, task.attempt, true, OPTIONS)) {
            case RETRY -> {
                world.note(What.TASK_RETRY, owner, task.attempt, task.number);
                place(task);
            }
            case FAIL -> {
                Violation.unless(
                        task.attempt == OPTIONS.retries() + 1,
                        "task " + task.number + " gives up after " + task.attempt);
                end(task);
            }
        }
    }

    private void end(Task task) {
        Violation.unless(!task.ended, "task " + task.number + " ends twice");
        task.ended = true;
        open--;
        world.note(What.TASK_DONE, owner, task.attempt, task.number);
    }
}
