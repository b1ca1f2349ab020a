package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

/** What the nemesis of networks does. */
@WickProcesses(nodes = 2, client = false, network = true)
class NetworkTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void when_a_node_is_slowed_then_what_it_sends_takes_its_time(
            Wick wick, ProcessCluster cluster) {
        UUID far = cluster.nodeId(0);
        long fast = nanosOf(wick, far);

        cluster.slow(0, 2_000);
        long slow = nanosOf(wick, far);

        cluster.reconnect();
        assertThat(slow).isGreaterThan(500_000_000L).isGreaterThan(2 * fast); // 1.2 s at that rate
        assertThat(nanosOf(wick, far)).isLessThan(slow);
    }

    private static long nanosOf(Wick wick, UUID node) {
        long begin = System.nanoTime();
        ObjectRef<byte[]> bytes = wick.task(() -> new byte[300_000]).onNode(node).submit();
        assertThat(bytes.get(LIMIT)).hasSize(300_000);
        return System.nanoTime() - begin;
    }

    @Test
    void when_a_node_is_cut_off_then_others_go_on_without_it(Wick wick, ProcessCluster cluster) {
        UUID lost = cluster.nodeId(1);

        cluster.cut(1);

        cluster.awaitNodes(1);
        assertThat(wick.nodes()).extracting(NodeInfo::id).doesNotContain(lost);
        assertThat(wick.task(() -> 42).spread().submit().get(LIMIT)).isEqualTo(42);
    }
}
