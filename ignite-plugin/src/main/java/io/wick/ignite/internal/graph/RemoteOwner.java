package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.run.Pace;

/** Speaks to an owner on another node. */
record RemoteOwner(RunContext context) implements HostedRun.OwnerSide {
    @Override
    public void result(RunKey key, int vertex, Object outcome) {
        Link link = context.members().link(key.owner());
        if (link == null) {
            return;
        }
        var out = new ByteWriter();
        out.byte1(Op.RUN_RESULT.code());
        out.varlong(key.number());
        out.varint(vertex);
        var unused = context.outcomes().write(out, outcome, link.receiver(), true, false);
        context.members().send(key.owner(), batch -> batch.bytes(out.array(), 0, out.size()));
    }

    @Override
    public void displaced(RunKey key, int epoch) {
        context.members()
                .send(
                        key.owner(),
                        out -> {
                            out.byte1(Op.RUN_DISPLACED.code());
                            out.varlong(key.number());
                            out.varint(epoch);
                        });
    }

    @Override
    public void status(RunKey key, int epoch, int running, int done) {
        context.members()
                .send(
                        key.owner(),
                        out -> {
                            out.byte1(Op.RUN_STATUS.code());
                            out.varlong(key.number());
                            out.varint(epoch);
                            out.varint(running + 1);
                            out.varint(done);
                        });
    }

    @Override
    public void begins(RunKey key, int epoch, int vertex) {
        suspect(Op.RUN_BEGINS, key, epoch, vertex);
    }

    @Override
    public void finished(RunKey key, int epoch, int vertex) {
        suspect(Op.RUN_FINISHED, key, epoch, vertex);
    }

    @Override
    public void pace(RunKey key, Pace pace) {
        context.members()
                .send(
                        key.owner(),
                        out -> {
                            out.byte1(Op.RUN_PACE.code());
                            out.varlong(key.number());
                            PaceCode.write(out, pace);
                        });
    }

    private void suspect(Op op, RunKey key, int epoch, int vertex) {
        context.members()
                .send(
                        key.owner(),
                        out -> {
                            out.byte1(op.code());
                            out.varlong(key.number());
                            out.varint(epoch);
                            out.varint(vertex);
                        });
    }
}
