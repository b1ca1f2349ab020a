package io.wick.benchmarks.taskbench;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;

import io.wick.benchmarks.ChildJvm;
import io.wick.benchmarks.Nodes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Hazelcast's {@code IExecutorService}: a task goes to its point's member, a callback goes on. */
final class Hazelcast implements TaskRuntime {
    private static final String EXECUTOR = "task-bench";

    private final HazelcastInstance instance;
    private final IExecutorService executor;
    private final @Nullable ChildJvm other;
    private final List<Member> members;

    Hazelcast(int jvms) {
        int port = Nodes.freePorts(2);
        instance = start(port);
        executor = instance.getExecutorService(EXECUTOR);
        other = jvms == 1 ? null : ChildJvm.start(Hazelcast.class, String.valueOf(port));
        var found = new ArrayList<>(instance.getCluster().getMembers());
        found.sort(Comparator.comparing(member -> !member.localMember()));
        members = List.copyOf(found);
        if (members.size() != jvms) {
            close();
            throw new IllegalStateException("expected " + jvms + " members, got " + members);
        }
    }

    /**
     * Gives the JVM's common pool a worker per core; to be called before anything uses that pool.
     * With one worker, the default on two cores, Hazelcast starts a thread for each callback and is
     * slower by a factor of ten.
     */
    static void widenCommonPool() {
        String property = "java.util.concurrent.ForkJoinPool.common.parallelism";
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(Nodes.CPUS));
        }
    }

    /** The member of the other JVM. */
    public static void main(String[] args) throws IOException {
        widenCommonPool();
        HazelcastInstance instance = start(Integer.parseInt(args[0]));
        ChildJvm.serve();
        instance.shutdown();
    }

    private static HazelcastInstance start(int port) {
        var config = new Config();
        config.setProperty("hazelcast.logging.type", "none")
                .setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().setPort(port).setPortCount(2);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        var join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setMembers(List.of("127.0.0.1:" + port, "127.0.0.1:" + (port + 1)));
        config.getExecutorConfig(EXECUTOR).setPoolSize(Nodes.CPUS).setStatisticsEnabled(false);
        return com.hazelcast.core.Hazelcast.newHazelcastInstance(config);
    }

    @Override
    public void run(Workload workload) throws Exception {
        var flow = new Dataflow(workload);
        flow.begin((step, point) -> submit(workload, flow, step, point));
        flow.await();
    }

    private void submit(Workload workload, Dataflow flow, int step, int point) {
        executor.submitToMember(
                new RemoteTask(workload, step, point, flow.inputs(step, point)),
                members.get(TaskRuntime.node(workload, point, members.size())),
                new ExecutionCallback<long[]>() {
                    @Override
                    public void onResponse(long[] output) {
                        flow.done(step, point, output, (s, p) -> submit(workload, flow, s, p));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        flow.failed(failure);
                    }
                });
    }

    @Override
    public void close() {
        if (other != null) {
            other.close();
        }
        instance.shutdown();
    }
}
