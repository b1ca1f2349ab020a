package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A call that was applied and written, and whose reply died with its node. */
@WickProcesses(nodes = 2)
class ActorOnceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** A result that is held up when it is sent: after it was written into the actor's state. */
    static final class Reply implements Externalizable {
        private static final long serialVersionUID = 1L;

        private transient Marks marks;
        private transient long value;

        /** For reading. */
        public Reply() {}

        Reply(Marks marks, long value) {
            this.marks = marks;
            this.value = value;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(marks.file());
            out.writeLong(value);
            marks.add((int) value);
            if (marks.all().size() > 1) {
                marks.awaitOpen();
            }
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            marks = new Marks(in.readUTF());
            value = in.readLong();
        }
    }

    static final class Sum {
        private long value;

        Reply add(Marks marks) {
            value++;
            return new Reply(marks, value);
        }

        long read() {
            return value;
        }

        UUID node() {
            return Wick.current().nodes().getFirst().id();
        }
    }

    @Test
    void when_the_next_life_is_at_the_caller_then_the_call_is_not_applied_again(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ActorRef<Sum> sum =
                wick.actor(Sum::new)
                        .spread()
                        .restarts(-1)
                        .checkpoints(Checkpoints.beforeReply())
                        .create();
        int home = cluster.indexOf(sum.call(Sum::node).get(LIMIT));
        ObjectRef<Long> caller =
                wick.task(() -> sum.retries(9).call(Sum::add, marks).get().value)
                        .onNode(cluster.nodeId(1 - home))
                        .submit();
        marks.awaitCount(2);

        cluster.kill9(home);
        marks.open();

        assertThat(caller.get(LIMIT)).isEqualTo(1);
        assertThat(sum.call(Sum::read).get(LIMIT)).isEqualTo(1);
        sum.kill();
    }
}
