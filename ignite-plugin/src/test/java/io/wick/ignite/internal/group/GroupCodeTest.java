package io.wick.ignite.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Resources;
import io.wick.error.SerializationException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.scheduler.group.GroupMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

class GroupCodeTest {
    private static final GroupId GROUP = new GroupId(new UUID(7, -8), 1L << 40);
    private static final Resources SOME = Resources.NONE.cpus(0.5).custom("license", 3);

    static Stream<GroupMessage> messages() {
        return Stream.of(
                new GroupMessage.Enter(GROUP, Set.of("cpu", "gpu"), true),
                new GroupMessage.Pass(GROUP, Set.of()),
                new GroupMessage.Again(GROUP),
                new GroupMessage.Leave(GROUP),
                new GroupMessage.Turn(GROUP),
                new GroupMessage.AskRoom(GROUP, 300),
                new GroupMessage.Room(GROUP, 1, Resources.NONE, SOME),
                new GroupMessage.Prepare(GROUP, 2, Map.of(0, SOME, 999, Resources.ONE_CPU), 4000),
                new GroupMessage.Prepared(GROUP, 3, true),
                new GroupMessage.Commit(GROUP, 4),
                new GroupMessage.Abort(GROUP, 5),
                new GroupMessage.Remove(GROUP, "why – ü"),
                new GroupMessage.Lost(GROUP, 6),
                new GroupMessage.Where(GROUP, 7),
                new GroupMessage.At(GROUP, 8, List.of(new UUID(1, 2), new UUID(3, 4))),
                new GroupMessage.Gone(GROUP, 9, "gone", true),
                new GroupMessage.AskRemove(GROUP));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void when_a_message_is_written_then_it_is_read_as_it_was(GroupMessage message) {
        var out = new ByteWriter();
        GroupCode.write(out, message);
        var in = new ByteReader(out.array(), 0, out.size());

        assertThat(GroupCode.read(in)).isEqualTo(message);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void when_the_list_of_messages_grows_then_this_test_does() {
        assertThat(messages().map(Object::getClass).distinct())
                .hasSize(GroupMessage.class.getPermittedSubclasses().length);
    }

    @Test
    void when_the_kind_is_unknown_then_it_is_refused() {
        var out = new ByteWriter();
        out.byte1(99);
        GroupCode.writeId(out, GROUP);

        assertThatThrownBy(() -> GroupCode.read(new ByteReader(out.array(), 0, out.size())))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("99");
    }
}
