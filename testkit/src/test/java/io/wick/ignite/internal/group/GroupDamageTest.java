package io.wick.ignite.internal.group;

import io.wick.Resources;
import io.wick.group.GroupId;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.scheduler.group.GroupMessage;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Messages of placement groups, damaged. */
class GroupDamageTest {
    private static final GroupId GROUP = new GroupId(new UUID(5, 6), 7);

    @Property(tries = 500)
    void when_a_message_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        Resources some = Resources.ONE_CPU.custom("disk", 2);
        var messages = new ArrayList<byte[]>();
        for (GroupMessage message :
                List.of(
                        new GroupMessage.Enter(GROUP, Set.of("cpu", "gpu"), true),
                        new GroupMessage.Pass(GROUP, Set.of("cpu")),
                        new GroupMessage.Turn(GROUP),
                        new GroupMessage.Room(GROUP, 1, Resources.NONE, some),
                        new GroupMessage.Prepare(GROUP, 2, Map.of(0, some, 9, some), 4000),
                        new GroupMessage.Remove(GROUP, "why"),
                        new GroupMessage.At(GROUP, 8, List.of(new UUID(1, 2), new UUID(3, 4))),
                        new GroupMessage.Gone(GROUP, 9, "gone", true))) {
            var out = new ByteWriter();
            GroupCode.write(out, message);
            messages.add(out.toByteArray());
        }

        Damage.check(seed, messages, GroupCode::read);
    }
}
