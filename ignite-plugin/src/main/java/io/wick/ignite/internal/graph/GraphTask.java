package io.wick.ignite.internal.graph;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.compute.ComputeJobResult;
import org.apache.ignite.compute.ComputeJobResultPolicy;
import org.apache.ignite.compute.ComputeTask;
import org.apache.ignite.compute.ComputeTaskNoResultCache;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An epoch of a run as a task of Ignite: one job per node, none of them failed over. */
@ComputeTaskNoResultCache
final class GraphTask implements ComputeTask<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final transient Map<UUID, GraphJob> jobs;
    private final transient Answers answers;

    GraphTask(Map<UUID, GraphJob> jobs, Answers answers) {
        this.jobs = jobs;
        this.answers = answers;
    }

    /** Hears the end of each job. */
    interface Answers {
        /** A job ended with a {@link Share} in bytes. */
        void ended(UUID node, byte[] answer);

        /** A job did not end: its node has left, or could not take it. */
        void lost(UUID node, @Nullable Throwable why);
    }

    @Override
    public Map<ComputeJob, ClusterNode> map(List<ClusterNode> nodes, @Nullable Object ignored) {
        var mapped = new HashMap<ComputeJob, ClusterNode>();
        for (ClusterNode node : nodes) {
            GraphJob job = jobs.get(node.id());
            if (job != null) {
                mapped.put(job, node);
            }
        }
        for (UUID node : jobs.keySet()) {
            if (nodes.stream().noneMatch(known -> known.id().equals(node))) {
                answers.lost(node, null); // it left: the others would wait for its values
            }
        }
        return mapped;
    }

    @Override
    public ComputeJobResultPolicy result(ComputeJobResult result, List<ComputeJobResult> others) {
        UUID node = result.getNode().id();
        if (result.getException() == null && result.getData() instanceof byte[] answer) {
            answers.ended(node, answer);
        } else {
            answers.lost(node, result.getException());
        }
        return ComputeJobResultPolicy.WAIT;
    }

    @Override
    public @Nullable Object reduce(List<ComputeJobResult> results) {
        return null;
    }
}
