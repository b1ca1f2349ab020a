package io.wick.ignite.internal.directory;

import io.wick.actor.Mailbox;
import io.wick.ignite.internal.actor.ActorProfile;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.CallWindow;
import io.wick.internal.actor.Death;
import io.wick.internal.actor.Fence;
import io.wick.internal.actor.LifeEvent;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the directory keeps of actors, damaged. */
class ActorDamageTest {
    private static final UUID ID = new UUID(1, 2);
    private static final UUID NODE = new UUID(3, 4);

    private static List<byte[]> records() {
        var all = new ArrayList<byte[]>();
        ActorLife life = ActorLife.first(ID, "hits", "default", NODE, true, 3, NODE);
        for (ActorLife each :
                List.of(
                        life,
                        ActorLife.first(ID, null, "default", NODE, false, -1, null),
                        life.apply(new LifeEvent.Killed("a test")).life())) {
            var profile =
                    new ActorProfile(
                            ID,
                            each.name(),
                            "default",
                            true,
                            true,
                            Mailbox.DEFAULT,
                            List.of("reads", "writes"));
            all.add(new ActorRecord(each, profile).bytes());
        }
        return all;
    }

    @Property(tries = 500)
    void when_a_record_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        Damage.check(seed, records(), in -> ActorRecord.of(in.array()));
    }

    @Property(tries = 500)
    void when_an_event_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        var events = new ArrayList<byte[]>();
        for (LifeEvent event :
                List.of(
                        new LifeEvent.Started(NODE, 1),
                        new LifeEvent.NodeLost(NODE, ID),
                        new LifeEvent.NodeLost(NODE, null),
                        new LifeEvent.Placed(2, NODE),
                        new LifeEvent.Declined(NODE, 3),
                        new LifeEvent.Moved(NODE, 4, ID),
                        new LifeEvent.OwnerLost(NODE),
                        new LifeEvent.Ended(5, new Death(Death.Cause.ENDED, "done")),
                        new LifeEvent.Killed("by hand"))) {
            events.add(LifeCode.bytes(event));
        }
        Damage.check(seed, events, in -> LifeCode.readEvent(in.array()));
    }

    @Property(tries = 500)
    void when_a_checkpoint_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        var window = new CallWindow<byte[]>(3);
        window.applied(5, new byte[] {1, 2});
        window.applied(7, new byte[0]);
        var state = new ByteWriter();
        state.text("state");
        byte[] kept = Checkpoint.write(true, Map.of(NODE, window), state);

        Damage.check(seed, List.of(kept), in -> Checkpoint.read(in.array()));
        Damage.check(
                seed,
                List.of(new StateChange.Sealed(new Fence(3, 9), kept).bytes()),
                in -> StateChange.Sealed.of(in.array()));
        Damage.check(seed, List.of(NameChange.bytes(ID)), in -> NameChange.id(in.array()));
    }
}
