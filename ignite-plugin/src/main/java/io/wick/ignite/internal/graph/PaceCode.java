package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.ResourcesCode;
import io.wick.internal.run.Pace;

import java.util.ArrayList;

/** A {@link Pace} in bytes. */
final class PaceCode {
    private PaceCode() {}

    static void write(ByteWriter out, Pace pace) {
        ResourcesCode.write(out, pace.free());
        out.varint(pace.stages().size());
        for (Pace.Took stage : pace.stages()) {
            out.varint(stage.stage());
            out.varlong(stage.finished());
            out.varint(stage.nanos().size());
            stage.nanos().forEach(out::varlong);
        }
        out.varint(pace.attempts().size());
        for (Pace.Attempt attempt : pace.attempts()) {
            out.varint(attempt.vertex());
            out.varlong(attempt.nanos());
            out.bool(attempt.doubled());
        }
    }

    static Pace read(ByteReader in) {
        Resources free = ResourcesCode.read(in);
        var stages = new ArrayList<Pace.Took>();
        int count = in.count(3);
        for (int i = 0; i < count; i++) {
            int stage = in.varint();
            long finished = in.varlong();
            var nanos = new ArrayList<Long>();
            int times = in.count(1);
            for (int k = 0; k < times; k++) {
                nanos.add(in.varlong());
            }
            stages.add(new Pace.Took(stage, finished, nanos));
        }
        var attempts = new ArrayList<Pace.Attempt>();
        int under = in.count(3);
        for (int i = 0; i < under; i++) {
            attempts.add(new Pace.Attempt(in.varint(), in.varlong(), in.bool()));
        }
        return new Pace(free, stages, attempts);
    }
}
