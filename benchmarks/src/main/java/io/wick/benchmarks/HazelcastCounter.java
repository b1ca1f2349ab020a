package io.wick.benchmarks;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;
import java.util.concurrent.CompletionStage;

/**
 * Hazelcast has no actors; the nearest is an entry of a map with an entry processor, which runs on
 * the thread of its partition. No backups, the value kept as an object.
 */
final class HazelcastCounter {
    private static final String MAP = "counter";

    private HazelcastCounter() {}

    /** Adds to the count and gives it. */
    static final class Add
            implements EntryProcessor<Integer, Integer, Integer>, IdentifiedDataSerializable {
        private static final long serialVersionUID = 1L;

        private int by;

        Add(int by) {
            this.by = by;
        }

        @Override
        public Integer process(Entry<Integer, Integer> entry) {
            Integer before = entry.getValue();
            Integer count = (before == null ? 0 : before) + by;
            entry.setValue(count);
            return count;
        }

        @Override
        public @Nullable EntryProcessor<Integer, Integer, Integer> getBackupProcessor() {
            return null;
        }

        @Override
        public int getFactoryId() {
            return 1;
        }

        @Override
        public int getClassId() {
            return 1;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeInt(by);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            by = in.readInt();
        }
    }

    static Rival rival(boolean here) {
        int port = Nodes.freePorts(2);
        HazelcastInstance instance = start(port);
        ChildJvm other = here ? null : ChildJvm.start(HazelcastCounter.class, String.valueOf(port));
        IMap<Integer, Integer> map = instance.getMap(MAP);
        int key = key(instance, here);
        var add = new Add(1);
        return new Windowed<CompletionStage<Integer>>(
                () -> map.submitToKey(key, add),
                count -> count.toCompletableFuture().join(),
                () -> {
                    if (other != null) {
                        other.close();
                    }
                    instance.shutdown();
                });
    }

    private static int key(HazelcastInstance instance, boolean here) {
        for (int key = 0; ; key++) {
            var owner = instance.getPartitionService().getPartition(key).getOwner();
            if (owner != null && owner.localMember() == here) {
                return key;
            }
        }
    }

    /** The member of the other JVM. */
    public static void main(String[] args) throws IOException {
        HazelcastInstance instance = start(Integer.parseInt(args[0]));
        ChildJvm.serve();
        instance.shutdown();
    }

    private static HazelcastInstance start(int port) {
        var config = new Config();
        config.setProperty("hazelcast.logging.type", "none")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.partition.count", "7");
        config.getNetworkConfig().setPort(port).setPortCount(2);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        var join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setMembers(List.of("127.0.0.1:" + port, "127.0.0.1:" + (port + 1)));
        config.getSerializationConfig().addDataSerializableFactory(1, id -> new Add(0));
        config.addMapConfig(
                new MapConfig(MAP)
                        .setBackupCount(0)
                        .setInMemoryFormat(com.hazelcast.config.InMemoryFormat.OBJECT)
                        .setStatisticsEnabled(false));
        return Hazelcast.newHazelcastInstance(config);
    }
}
