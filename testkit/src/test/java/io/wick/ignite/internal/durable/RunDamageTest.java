package io.wick.ignite.internal.durable;

import io.wick.internal.run.DurableLife;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;
import java.util.UUID;

/** Records of durable runs, damaged. */
class RunDamageTest {
    @Property(tries = 500)
    void when_a_record_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        DurableLife life =
                DurableLife.started(
                        new UUID(1, 2), new DurableLife.About("nightly", "graph", 7, 1_000));
        List<byte[]> records =
                List.of(LifeCode.bytes(life), LifeCode.bytes(life.keptBy(new UUID(3, 4), 0)));

        Damage.check(seed, records, in -> LifeCode.life(in.array()));
    }
}
