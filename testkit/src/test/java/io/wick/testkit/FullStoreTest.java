package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.StoreFullException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Promise 5: a full store releases, spills or says so; the node stays. */
@WickTest(nodes = 2, storeBytes = 32 << 20)
class FullStoreTest {
    private static final int MIB = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir static Path folder;

    private static byte[] filled(int bytes, int with) {
        var value = new byte[bytes];
        Arrays.fill(value, (byte) with);
        return value;
    }

    @Test
    void when_ten_times_the_store_is_put_and_dropped_then_all_is_read_right(Wick wick) {
        for (int i = 0; i < 160; i++) {
            ObjectRef<byte[]> ref = wick.put(filled(2 * MIB, i));
            byte[] value = ref.get();
            assertThat(value).hasSize(2 * MIB);
            assertThat(value[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void when_the_store_is_full_of_held_objects_then_the_error_is_typed_and_the_node_lives(
            Wick wick) {
        var held = new ArrayList<ObjectRef<byte[]>>();
        long start = System.nanoTime();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 160; i++) {
                                held.add(wick.put(filled(2 * MIB, i)));
                            }
                        })
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("storeBytes");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(held).hasSizeGreaterThanOrEqualTo(5);
        assertThat(wick.nodes()).hasSize(2);
        assertThat(wick.task(() -> 42).spread().submit().get(LIMIT)).isEqualTo(42);
        assertThat(wick.task(() -> 43).spread().submit().get(LIMIT)).isEqualTo(43);
        for (int i = 0; i < held.size(); i++) {
            assertThat(held.get(i).get()).isEqualTo(filled(2 * MIB, i));
        }

        held.forEach(ObjectRef::free);

        for (int i = 0; i < 5; i++) {
            ObjectRef<byte[]> again = wick.put(filled(2 * MIB, i + 1));
            assertThat(again.get()[0]).isEqualTo((byte) (i + 1));
        }
    }

    @Test
    void when_results_fill_the_store_of_another_node_then_the_error_is_typed(WickCluster cluster) {
        Wick wick = cluster.wick();
        var other = cluster.id(1);
        var held = new ArrayList<ObjectRef<byte[]>>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            held.add(wick.task(() -> filled(2 * MIB, number)).onNode(other).submit());
        }
        int kept = 0;
        int refused = 0;
        for (int i = 0; i < held.size(); i++) {
            try {
                assertThat(held.get(i).get(LIMIT)[5]).isEqualTo((byte) i);
                kept++;
            } catch (io.wick.error.WickException e) {
                assertThat(causes(e)).hasAtLeastOneElementOfType(StoreFullException.class);
                refused++;
            }
        }
        assertThat(kept).isGreaterThanOrEqualTo(5);
        assertThat(refused).isPositive();
        assertThat(wick.task(() -> 42).onNode(other).submit().get(LIMIT)).isEqualTo(42);
    }

    private static List<Throwable> causes(Throwable e) {
        var all = new ArrayList<Throwable>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.add(cause);
        }
        return all;
    }

    @Test
    void when_the_store_may_spill_then_three_times_its_bytes_are_held() {
        NodeSetup spilling =
                (node, config) ->
                        config.storeBytes(32 << 20).spill(folder.resolve("spill"), 128 << 20);
        try (WickCluster cluster = WickCluster.start(1, spilling)) {
            var held = new ArrayList<ObjectRef<byte[]>>();
            for (int i = 0; i < 48; i++) {
                held.add(cluster.wick().put(filled(2 * MIB, i)));
            }
            for (int i = 0; i < held.size(); i++) {
                assertThat(held.get(i).get()).isEqualTo(filled(2 * MIB, i));
            }
        }
    }

    @Test
    void when_an_object_is_larger_than_allowed_then_the_error_names_the_limit() {
        try (WickCluster cluster =
                WickCluster.start(1, (node, config) -> config.maxObjectBytes(MIB))) {
            assertThatThrownBy(() -> cluster.wick().put(new byte[MIB + 1]))
                    .isInstanceOf(StoreFullException.class)
                    .hasMessageContaining("maxObjectBytes");
            assertThat(cluster.wick().put(new byte[MIB]).get()).hasSize(MIB);
        }
    }
}
