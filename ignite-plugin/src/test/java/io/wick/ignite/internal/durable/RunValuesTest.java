package io.wick.ignite.internal.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.graph.DiskValues;
import io.wick.ignite.internal.graph.NodeContext;
import io.wick.ignite.internal.graph.RunContext;
import io.wick.ignite.internal.object.OnDisk;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoreCaches;
import io.wick.ignite.internal.object.StoreFailureHandler;
import io.wick.install.BareNode;
import io.wick.install.OtherPlugin;

import org.apache.ignite.Ignition;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.failure.NoOpFailureHandler;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** Values of durable runs in a cache that is on disk, on a node in this JVM. */
@Timeout(300)
class RunValuesTest {
    private static final long SECOND = 1_000_000_000;
    private static final long HOUR = 3600 * SECOND;
    private static final int MEBI = 1 << 20;

    /** Of pages in memory. */
    private static final int REGION = 64 * MEBI;

    private static final int LARGEST = REGION / 64;

    @TempDir private static Path home;

    private static IgniteEx ignite;

    /** What knows how to encode values; on a node of its own. */
    private static Wick wick;

    private static IgniteEx other;

    private final UUID run = UUID.randomUUID();
    private RunValues values = values(Runnable::run, Long.MAX_VALUE);

    record Parcel(String name, Object content) {}

    @BeforeAll
    static void start() {
        ignite = (IgniteEx) Ignition.start(configuration());
        ignite.cluster().state(ClusterState.ACTIVE);
        other = (IgniteEx) Ignition.start(bare("other"));
        wick = Wick.on(other);
    }

    @AfterAll
    static void stop() {
        other.close();
        ignite.close();
    }

    @BeforeEach
    void onDisk() {
        assertThat(values.isOn()).isTrue();
    }

    private static RunContext context() {
        return NodeContext.of((IgniteEngine) wick.engine());
    }

    private static RunValues values(Executor executor, long most) {
        RunContext context = context();
        return new RunValues(ignite, context.values(), context.applications(), executor, most);
    }

    private static final class Told implements DiskValues.Writer {
        private @Nullable Long bytes;

        @Override
        public boolean isWanted() {
            return true;
        }

        @Override
        public void ended(long size) {
            assertThat(bytes).as("told once").isNull();
            bytes = size;
        }
    }

    private static DiskValues.Made made(UUID run, int vertex, Object outcome, long nanos) {
        return new DiskValues.Made(run, vertex, outcome, null, nanos, Codec.estimateBytes(outcome));
    }

    /** Offers a value; gives its bytes on disk, or less than 0. */
    private static long write(RunValues to, UUID run, int vertex, Object outcome, long nanos) {
        var told = new Told();
        to.write(made(run, vertex, outcome, nanos), told);
        assertThat(told.bytes).as("told at once").isNotNull();
        return told.bytes == null ? 0 : told.bytes;
    }

    private long write(int vertex, Object outcome) {
        return write(values, run, vertex, outcome, HOUR);
    }

    private @Nullable Object read(int vertex) {
        return values.read(new OnDisk(run, vertex), null);
    }

    private Set<String> keys() {
        return Set.copyOf(
                values.caches()
                        .values()
                        .query(new ScanQuery<String, byte[]>(), entry -> entry.getKey())
                        .getAll());
    }

    private long count(UUID run) {
        return keys().stream().filter(key -> key.startsWith(run.toString())).count();
    }

    private BitSet found(UUID of) {
        var found = new BitSet();
        values.find(of, found::or);
        return found;
    }

    @Test
    void when_values_of_many_kinds_are_written_then_they_are_read_as_they_were() {
        byte[] bytes = new byte[LARGEST - 100];
        Arrays.fill(bytes, (byte) 7);
        long[] numbers = new long[100_000];
        Arrays.setAll(numbers, i -> (long) i * i);
        List<Object> all =
                List.of(Ref.NULL, 42, "text", new Parcel("a", List.of(1.5, "b")), bytes, numbers);

        for (int vertex = 0; vertex < all.size(); vertex++) {
            assertThat(write(vertex, all.get(vertex))).as("%s", all.get(vertex)).isPositive();
        }

        for (int vertex = 0; vertex < all.size(); vertex++) {
            assertThat(read(vertex)).usingRecursiveComparison().isEqualTo(all.get(vertex));
        }
        assertThat(found(run).cardinality()).isEqualTo(all.size());
        values.remove(run, () -> found(run), () -> 0);
        assertThat(count(run)).isZero();
        assertThat(read(1)).as("removed").isNull();
    }

    @Test
    void when_a_value_has_a_ref_or_an_actor_inside_then_it_is_not_written() {
        ObjectRef<long[]> ref = wick.put(new long[1000]);
        ActorRef<Parcel> actor = wick.actor(() -> new Parcel("actor", 1)).create();

        assertThat(write(0, ref)).isNegative();
        assertThat(write(1, new Parcel("ref", List.of(ref)))).isNegative();
        assertThat(write(2, Map.of("actor", actor))).isNegative();

        assertThat(count(run)).isZero();
        assertThat(write(3, new Parcel("none", 1))).as("the next one is").isPositive();
        assertThat(ref.get()).hasSize(1000);
        actor.kill();
    }

    @Test
    void when_a_value_is_too_large_then_it_is_not_written_be_its_size_known_before_or_not() {
        assertThat(write(0, new byte[LARGEST])).isNegative();
        assertThat(write(1, new Parcel("large", new byte[LARGEST]))).isNegative();

        assertThat(count(run)).isZero();
        assertThat(write(2, new Parcel("less", new byte[LARGEST - 1000]))).isPositive();
        assertThat(write(values, run, 3, new byte[MEBI / 2], SECOND / 30)).isNegative();
        assertThat(count(run)).as("what is made sooner than written is not there").isOne();
    }

    @Test
    void when_many_wait_then_what_is_too_much_is_not_written_until_there_is_room() {
        Queue<Runnable> later = new ArrayDeque<>();
        var slow = values(later::add, Long.MAX_VALUE);
        var told = new ArrayList<Told>();
        int size = LARGEST - 100;
        int most = 64 * MEBI / size;
        for (int vertex = 0; vertex <= most; vertex++) {
            var writer = new Told();
            told.add(writer);
            slow.write(made(run, vertex, new byte[size], HOUR), writer);
        }
        assertThat(told.getLast().bytes).isNegative();
        assertThat(told.getFirst().bytes).isNull();

        later.remove().run();

        assertThat(told.subList(0, most)).allMatch(each -> each.bytes != null && each.bytes > 0);
        assertThat(count(run)).isEqualTo(most);
        slow.write(made(run, 100, new byte[size], HOUR), new Told());
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(count(run)).isEqualTo(most + 1);
    }

    @Test
    void when_a_node_has_written_as_much_as_it_may_then_it_writes_again_once_a_run_is_over() {
        values = values(Runnable::run, MEBI / 2);
        long first = write(0, new byte[MEBI / 2]);
        assertThat(first).isGreaterThanOrEqualTo(MEBI / 2);
        assertThat(write(1, 1)).isNegative();

        values.remove(run, () -> found(run), () -> first);

        assertThat(write(2, 1)).isPositive();
    }

    @Test
    void when_a_write_goes_wrong_in_any_way_then_the_next_ones_are_done() {
        values.write(
                made(run, 0, 1, HOUR),
                new DiskValues.Writer() {
                    @Override
                    public boolean isWanted() {
                        throw new OutOfMemoryError("on purpose");
                    }

                    @Override
                    public void ended(long bytes) {
                        assertThat(bytes).isNegative();
                    }
                });

        assertThat(write(1, 1)).isPositive();
        values.remove(new OnDisk(run, 1));
        assertThat(count(run)).isZero();
    }

    @Test
    void when_a_value_is_damaged_or_not_there_then_it_is_told() {
        values.caches().values().put(run + "/5", new byte[] {-1, -1});

        assertThat(read(5)).isNull();
        assertThat(read(6)).isNull();
        assertThat(found(run).get(5)).as("who reads it finds out").isTrue();
    }

    @Test
    void when_a_run_has_more_on_disk_than_pages_in_memory_then_all_of_it_is_removed()
            throws InterruptedException {
        int most = REGION / LARGEST + 6;
        for (int vertex = 0; vertex < most; vertex++) {
            assertThat(write(vertex, new byte[LARGEST - 100])).isPositive();
        }
        assertThat(read(0)).isInstanceOf(byte[].class);

        BitSet all = found(run);
        RunValues others = values(Runnable::run, Long.MAX_VALUE);
        Thread other = Thread.ofPlatform().start(() -> others.remove(run, () -> all, () -> 0));
        values.remove(run, () -> all, () -> 0);
        other.join();

        assertThat(count(run)).isZero();
        assertThat(write(0, "the next")).isPositive();
    }

    @Test
    void when_runs_have_ended_then_a_sweep_removes_theirs_and_no_others() {
        UUID over = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        IntStream.range(0, 50).forEach(v -> write(values, over, v, v, HOUR));
        write(1, "kept");

        values.sweep(
                () -> {
                    write(values, late, 1, "begun meanwhile", HOUR);
                    return Set.of(run);
                });

        assertThat(count(over)).isZero();
        assertThat(count(run)).isOne();
        assertThat(count(late)).as("of what came later nothing is known").isOne();
    }

    /** A node without Wick, which would look for values of runs that are over. */
    private static IgniteConfiguration configuration() {
        var storage =
                new DataStorageConfiguration()
                        .setWalSegments(3) // they are written when the node starts
                        .setWalSegmentSize(8 * MEBI)
                        .setDataRegionConfigurations(
                                new DataRegionConfiguration()
                                        .setName(StoreCaches.DURABLE_REGION)
                                        .setMaxSize(REGION)
                                        .setPersistenceEnabled(true));
        return bare("values")
                .setPluginProviders(new OtherPlugin())
                .setUserAttributes(Map.of(Members.RUNS, true)) // it has the region
                .setFailureHandler(new StoreFailureHandler(new NoOpFailureHandler()))
                .setDataStorageConfiguration(storage);
    }

    private static IgniteConfiguration bare(String name) {
        return BareNode.of(name, home.resolve(name))
                .setDiscoverySpi(
                        new TcpDiscoverySpi().setIpFinder(new TcpDiscoveryVmIpFinder(true)));
    }
}
