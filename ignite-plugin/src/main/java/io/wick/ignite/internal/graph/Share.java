package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.run.Event;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;

/**
 * What a node did in an epoch: the answer of its job.
 *
 * @param report what the coordinator wants to know
 * @param error the first failure, when a vertex failed
 * @param meter times, sizes, traffic
 */
record Share(Event.Report report, @Nullable WickException error, Meter meter) {

    /** Of a node that has nothing of a run. */
    static Share nothing() {
        return new Share(new Event.Report(new BitSet(), new BitSet(), false), null, new Meter(0));
    }

    byte[] encode(Outcomes outcomes) {
        var out = new ByteWriter();
        Bits.write(out, report.done());
        Bits.write(out, report.kept());
        Bits.write(out, report.promised());
        out.bool(report.failed());
        out.bool(error != null);
        if (error != null) {
            writeError(out, error, outcomes);
        }
        meter.write(out);
        return out.toByteArray();
    }

    /** A job must answer, whatever users put into their exceptions. */
    private static void writeError(ByteWriter out, WickException error, Outcomes outcomes) {
        int mark = out.size();
        try {
            outcomes.write(out, new Failure(error), null, false, true);
        } catch (RuntimeException | Error e) {
            out.truncate(mark);
            var told =
                    new SerializationException(
                            "A vertex failed, and its failure cannot travel: "
                                    + error.getMessage());
            outcomes.write(out, new Failure(told), null, false, true);
        }
    }

    private static WickException readError(ByteReader in, Outcomes outcomes) {
        try {
            return outcomes.read(in, null) instanceof Failure failure
                    ? failure.error()
                    : new SerializationException("The failure of a vertex is unreadable");
        } catch (RuntimeException | Error e) { // its bytes were taken before they were looked at
            return new SerializationException("The failure of a vertex is unreadable", e);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws SerializationException when the bytes are damaged, or tell of another graph
     */
    static Share decode(byte[] bytes, Outcomes outcomes, GraphModel graph) {
        return ByteReader.record(
                bytes, "the answer of a node in a run", in -> read(in, outcomes, graph));
    }

    private static Share read(ByteReader in, Outcomes outcomes, GraphModel graph) {
        BitSet done = Bits.read(in, graph.size());
        BitSet kept = Bits.read(in, graph.size());
        BitSet promised = Bits.read(in, graph.size());
        boolean failed = in.bool();
        WickException error = null;
        if (in.bool()) {
            error = readError(in, outcomes);
        }
        return new Share(
                new Event.Report(done, kept, promised, failed),
                error,
                Meter.read(in, graph.stages().size()));
    }
}
