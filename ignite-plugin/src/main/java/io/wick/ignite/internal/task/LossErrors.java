package io.wick.ignite.internal.task;

import io.wick.error.NodeLostException;
import io.wick.error.PoisonTaskException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.internal.scheduler.RetryPolicy;

import java.util.List;
import java.util.UUID;

/** What is told of a task whose node is gone and that is not tried again. */
final class LossErrors {
    private LossErrors() {}

    /** The error; the task is still where it was lost. */
    static WickException of(RetryPolicy.Decision decision, Task task, Link link) {
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
