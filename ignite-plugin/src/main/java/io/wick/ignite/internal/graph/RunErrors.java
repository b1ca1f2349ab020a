package io.wick.ignite.internal.graph;

import io.wick.error.InfeasibleException;
import io.wick.error.NodeLostException;
import io.wick.error.PoisonTaskException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskInfo;
import io.wick.error.TaskTimeoutException;
import io.wick.error.WickException;
import io.wick.graph.RunOptions;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.run.Instruction;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** What users are told of a run that ends without result. */
record RunErrors(GraphModel graph, UUID owner, RunOptions options) {

    /**
     * The error.
     *
     * @param known what a vertex failed with, if one did
     * @param timedOut whether it was cancelled because its time was over
     */
    WickException of(
            Instruction.Fail fail, int epochs, @Nullable WickException known, boolean timedOut) {
        String why = fail.why();
        var info = new TaskInfo("graph " + graph.name(), owner, Math.max(1, epochs));
        return switch (fail.cause()) {
            case VERTEX -> known != null ? known : new NodeLostException(info, why, null);
            case CANCELLED ->
                    timedOut
                            ? new TaskTimeoutException(
                                    info,
                                    "The run took longer than its timeout of "
                                            + options.timeout()
                                            + " and was ended",
                                    null)
                            : new TaskCancelledException(info, why, null);
            case INFEASIBLE -> new InfeasibleException(why);
            case LOST -> new NodeLostException(info, why, null);
        };
    }

    WickException of(Instruction.Poisoned poisoned) {
        var nodes = poisoned.nodes().stream().map(UUID::toString).toList();
        var info =
                new TaskInfo(
                        graph.vertexName(poisoned.vertex()),
                        poisoned.nodes().getLast(),
                        nodes.size());
        return new PoisonTaskException(info, poisoned.why(), nodes, null);
    }
}
