package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.actor.ActorPool;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Pools of actors on three nodes. */
@WickTest(nodes = 3)
class ActorPoolTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void when_a_pool_maps_then_results_come_in_order_and_all_work(WickCluster cluster) {
        ActorPool<Counter> pool = cluster.wick().actorPool(3, () -> new Counter());
        List<Integer> items = IntStream.range(0, 200).boxed().toList();
        assertThat(pool.map((Counter c, Integer x) -> c.add(1) * 0 + x, items)).isEqualTo(items);
        var calls =
                pool.members().stream()
                        .map(member -> member.call(Counter::value).get(LIMIT))
                        .toList();
        assertThat(calls.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(calls).allMatch(n -> n > 0);
        assertThat(pool.forKey("a")).isSameAs(pool.forKey("a"));
        pool.kill();
    }

    @Test
    void when_a_member_of_a_pool_is_busy_then_calls_go_to_others(WickCluster cluster) {
        ActorPool<Counter> pool = cluster.wick().actorPool(2, () -> new Counter());
        Gates.shut("busy");
        ObjectRef<Integer> busy = pool.call(c -> Gates.pass("busy", 0));
        for (int i = 0; i < 10; i++) {
            assertThat(pool.call(Counter::add, 1).get(LIMIT)).isEqualTo(i + 1);
            Waiting.until("the answer is counted", LIMIT, () -> pool.pending() == 1);
        }
        ActorPool<Counter> turns = pool.roundRobin();
        ObjectRef<Integer> one = turns.call(Counter::value);
        ObjectRef<Integer> two = turns.call(Counter::value);
        assertThat(busy.isDone()).isFalse();
        Gates.open("busy");
        assertThat(List.of(one.get(LIMIT), two.get(LIMIT))).containsExactlyInAnyOrder(0, 10);
    }
}
