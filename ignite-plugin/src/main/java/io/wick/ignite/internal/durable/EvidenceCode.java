package io.wick.ignite.internal.durable;

import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.graph.Bits;
import io.wick.internal.run.Evidence;
import io.wick.internal.run.Predecessor;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a keeper leaves to the next one, as bytes. */
final class EvidenceCode {
    private EvidenceCode() {}

    static byte[] bytes(Predecessor keeper) {
        var out = new ByteWriter();
        out.uuid(keeper.node());
        Bits.write(out, keeper.vertices());
        Evidence evidence = keeper.evidence();
        out.varint(evidence.deaths());
        Bits.write(out, evidence.suspects());
        out.varint(evidence.losses().size());
        for (Evidence.Loss loss : evidence.losses()) {
            out.uuid(loss.node());
            Bits.write(out, loss.vertices());
        }
        out.varint(evidence.charges().size());
        for (Evidence.Charge charge : evidence.charges()) {
            out.varint(charge.vertex());
            write(out, charge.nodes());
            out.varint(charge.sure()).varint(charge.swift()).varint(charge.vague());
        }
        return out.toByteArray();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param size how many vertices the graph has
     * @throws io.wick.error.SerializationException when the bytes are damaged
     */
    static Predecessor predecessor(byte[] bytes, int size) {
        return ByteReader.record(
                bytes, "what a keeper of a durable run has left", in -> predecessor(in, size));
    }

    private static Predecessor predecessor(ByteReader in, int size) {
        UUID node = in.uuid();
        var vertices = Bits.read(in, size);
        int deaths = in.varint();
        var suspects = Bits.read(in, size);
        var losses = new ArrayList<Evidence.Loss>();
        for (int left = in.count(17); left > 0; left--) {
            losses.add(new Evidence.Loss(in.uuid(), Bits.read(in, size)));
        }
        var charges = new ArrayList<Evidence.Charge>();
        for (int left = in.count(5); left > 0; left--) {
            charges.add(
                    new Evidence.Charge(
                            in.varint(), nodes(in), in.varint(), in.varint(), in.varint()));
        }
        return new Predecessor(node, vertices, new Evidence(deaths, suspects, losses, charges));
    }

    static void write(ByteWriter out, List<UUID> nodes) {
        out.varint(nodes.size());
        nodes.forEach(out::uuid);
    }

    static List<UUID> nodes(ByteReader in) {
        var nodes = new ArrayList<UUID>();
        for (int left = in.count(16); left > 0; left--) {
            nodes.add(in.uuid());
        }
        return nodes;
    }
}
