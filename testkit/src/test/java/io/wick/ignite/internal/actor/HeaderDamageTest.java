package io.wick.ignite.internal.actor;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.actor.ActorOptions;
import io.wick.actor.Checkpoints;
import io.wick.actor.Mailbox;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What stands before starts of and calls to actors, damaged. */
class HeaderDamageTest {
    @Property(tries = 500)
    void when_the_head_of_a_start_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        var options =
                new ActorOptions(
                        "hits",
                        "default",
                        false,
                        true,
                        3,
                        Resources.ONE_CPU,
                        Placement.AUTO,
                        1,
                        Map.of(),
                        Mailbox.DEFAULT,
                        Checkpoints.every(10, Duration.ofSeconds(1)));
        var every = new ByteWriter();
        new StartHeader(new UUID(1, 2), 1, new UUID(3, 4), true, options).write(every);
        var plain = new ByteWriter();
        var grouped =
                new ActorOptions(
                        null,
                        "default",
                        false,
                        false,
                        0,
                        Resources.NONE,
                        Placement.AUTO,
                        4,
                        Map.of("reads", 2, "writes", 1),
                        Mailbox.DEFAULT,
                        Checkpoints.none());
        new StartHeader(new UUID(1, 2), 1, new UUID(3, 4), false, grouped).write(plain);

        Damage.check(
                seed,
                List.of(behindTheOperation(every), behindTheOperation(plain)),
                HeaderDamageTest::start);
    }

    /** As the record that it is: it stands inside of a batch. */
    private static void start(ByteReader in) {
        var unused = ByteReader.record(in.array(), "a start", StartHeader::read);
    }

    @Property(tries = 500)
    void when_the_head_of_a_call_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        var out = new ByteWriter();
        new CallHeader(new UUID(1, 2), 3, true, 44, "reads").write(out);

        Damage.check(seed, List.of(behindTheOperation(out)), CallHeader::read);
    }

    private static byte[] behindTheOperation(ByteWriter out) {
        byte[] all = out.toByteArray();
        return java.util.Arrays.copyOfRange(all, 1, all.length);
    }
}
