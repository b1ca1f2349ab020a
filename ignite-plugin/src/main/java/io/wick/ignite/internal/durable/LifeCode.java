package io.wick.ignite.internal.durable;

import io.wick.graph.DurableRun.State;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.run.DurableLife;

import java.util.UUID;

/** The life of a durable run as bytes. */
final class LifeCode {
    private LifeCode() {}

    static byte[] bytes(DurableLife life) {
        var out = new ByteWriter();
        DurableLife.About about = life.about();
        out.uuid(life.id()).text(about.name()).text(about.graph());
        out.varint(about.vertices()).long8(about.startedMillis());
        out.byte1(life.state().ordinal()).varint(life.term());
        UUID keeper = life.keeper();
        out.bool(keeper != null);
        if (keeper != null) {
            out.uuid(keeper);
        }
        out.bool(life.cancelled()).varint(life.done());
        out.varint(life.vain().reached());
        EvidenceCode.write(out, life.vain().keepers());
        out.long8(life.endedMillis());
        return out.toByteArray();
    }

    static DurableLife life(byte[] bytes) {
        return ByteReader.record(bytes, "the record of a durable run", LifeCode::life);
    }

    private static DurableLife life(ByteReader in) {
        UUID id = in.uuid();
        var about = new DurableLife.About(in.someText(), in.someText(), in.varint(), in.long8());
        return new DurableLife(
                id,
                about,
                in.constant(State.values()),
                in.varint(),
                in.bool() ? in.uuid() : null,
                in.bool(),
                in.varint(),
                new DurableLife.Vain(in.varint(), EvidenceCode.nodes(in)),
                in.long8());
    }
}
