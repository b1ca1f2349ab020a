package io.wick.ignite.internal;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.Transport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes batches apart and gives each operation to the part it is for, on the network thread. A
 * batch that cannot be read is dropped from there on; as nobody knows what was in it, both ends of
 * the link then take back what they had given the other, so that nobody waits for what was lost.
 */
final class Inbox implements Transport.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final IgniteEngine engine;
    private final LongAdder received = new LongAdder();

    Inbox(IgniteEngine engine) {
        this.engine = engine;
    }

    long receivedBytes() {
        return received.sum();
    }

    @Override
    public void received(UUID from, byte[] data, int length) {
        received.add(length);
        Link link = engine.members().link(from);
        if (link == null) {
            return; // it has left: its tasks were given up and its own are taken over by nobody
        }
        var in = new ByteReader(data, 0, length);
        try {
            while (in.remaining() > 0) {
                int code = in.byte1();
                Op op = Op.of(code);
                if (op == null) {
                    throw new SerializationException("Unknown operation " + code);
                }
                handle(op, link, in);
            }
        } catch (RuntimeException | Error e) { // on Ignite's thread, whose death ends the node
            LOG.error(
                    "A batch of {} bytes from node {} could not be read at {}; the rest of it is"
                            + " dropped, and what the two nodes had given each other is tried"
                            + " again. Do all nodes run the same Wick?",
                    length,
                    from,
                    in.position(),
                    e);
            engine.unreadable(link, true);
        }
    }

    private void handle(Op op, Link link, ByteReader in) {
        switch (op) {
            case HELLO -> {
                engine.members().hello(link.id(), in);
                engine.membersChanged();
            }
            case LEFT -> engine.left(in.uuid(), in.bool());
            case UNREADABLE -> engine.unreadable(link, false);
            case DEFINE -> engine.host().define(in);
            case SUBMIT -> engine.host().submitted(link, in);
            case CANCEL -> engine.host().cancelled(link, in);
            case CREDIT -> engine.host().credit(link, in);
            case BEGIN -> engine.host().begin(link, in);
            case DONE -> engine.owner().done(link, in);
            case FAILED -> engine.owner().failed(link, in);
            case ITEM -> engine.owner().item(link, in);
            case ASK_BEGIN -> engine.owner().asksToBegin(link, in);
            case EDGE,
                    EDGE_TAKEN,
                    RUN_STOP,
                    RUN_PROBE,
                    RUN_BEGIN,
                    RUN_SECOND,
                    RUN_ADOPT,
                    RUN_FORGET,
                    RUN_SPOILT,
                    PLAN_FORGET ->
                    engine.runHost().handle(op, link, in);
            case RUN_ATTEND -> engine.durables().attend();
            case RUN_RESULT,
                    RUN_STATUS,
                    RUN_DISPLACED,
                    RUN_ADOPTED,
                    RUN_BEGINS,
                    RUN_FINISHED,
                    RUN_PACE ->
                    engine.runs().handle(op, link, in);
            case DIRECT_ASK -> engine.direct().asked(link.id());
            case DIRECT_OFFER -> engine.direct().offered(link.id(), in);
            case MAJORITY_ASK, MAJORITY_ANSWER -> engine.majority().handle(op, link.id(), in);
            case GROUP -> engine.groups().handle(link, in);
            case ORPHANS_HELD, ORPHANS_RELEASED -> engine.orphans().handle(op, link.id(), in);
            case ACTOR_START,
                    ACTOR_CALL,
                    ACTOR_BOUNCED,
                    ACTOR_KILL,
                    ACTOR_AT,
                    ACTORS_LEAVING,
                    ACTORS_HELD ->
                    engine.actors().handle(op, link, in);
            case RESOLVE, RESOLVED, BORROW, RELEASE, FREE, FREED, LOST ->
                    engine.refs().handle(op, link.id(), in);
        }
    }
}
