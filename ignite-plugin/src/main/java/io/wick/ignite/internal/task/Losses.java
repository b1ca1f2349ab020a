package io.wick.ignite.internal.task;

import io.wick.error.NodeLostException;
import io.wick.error.PoisonTaskException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.exec.Work;
import io.wick.internal.scheduler.RetryPolicy;
import io.wick.internal.scheduler.Suspicion;

import java.util.List;
import java.util.UUID;

/** What becomes of a task whose node is gone. */
final class Losses {
    private Losses() {}

    /** Tries it again or fails it; whoever has taken it back, in the phase AWAY, calls this. */
    static void retry(TaskOwner owner, Task task, Link link, Suspicion.Loss loss) {
        Suspicion suspicion = task.suspicion().lost(link.id(), loss);
        task.suspect(suspicion);
        var decision = RetryPolicy.afterLoss(task.attempt, suspicion, task.options);
        if (decision == RetryPolicy.Decision.RETRY) {
            if (task.move(Work.AWAY, Work.WAITING)) {
                owner.again(task);
            }
            return;
        }
        WickException error = error(decision, task, link);
        if (task.move(Work.AWAY, Work.FINISHED)) {
            task.fail(error);
        }
    }

    /** The error; the task is still where it was lost. */
    private static WickException error(RetryPolicy.Decision decision, Task task, Link link) {
        TaskInfo info = task.info();
        if (decision == RetryPolicy.Decision.POISON) {
            List<String> nodes = task.suspicion().deaths().stream().map(UUID::toString).toList();
            return new PoisonTaskException(
                    info,
                    "It ran on each of these nodes when they died, so it is not tried again: "
                            + String.join(", ", nodes)
                            + ". Look at their logs; what ends a JVM is a full memory, native code"
                            + " or Runtime.halt",
                    nodes,
                    null);
        }
        return new NodeLostException(
                info,
                link.loss()
                        + " while it ran there, and it has been retried "
                        + task.options.retries()
                        + " times",
                null);
    }
}
