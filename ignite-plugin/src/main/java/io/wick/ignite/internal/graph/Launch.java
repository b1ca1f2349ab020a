package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.object.Receiver;
import io.wick.ignite.internal.object.Sender;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.run.Caution;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a node needs to start an epoch of a run. A program travels once; later runs name it.
 *
 * @param run the run
 * @param durable which durable run it is, if it is one
 * @param epoch its epoch
 * @param continueOnError whether a failed vertex fails only its dependants
 * @param loaded the program with its code
 * @param inputs the values of the input vertices that run here
 * @param caution which of its vertices may kill the node
 */
record Launch(
        RunKey run,
        @Nullable DurableId durable,
        int epoch,
        boolean continueOnError,
        Loaded loaded,
        Map<Integer, Object> inputs,
        Caution caution,
        RunHost[] startedOn) {
    private static final @Nullable Object[] NOTHING = {};

    /** What of a plan travels, and under what number. */
    record Shipment(
            long plan,
            int version,
            GraphModel graph,
            Program program,
            List<UUID> sites,
            @Nullable UUID application,
            boolean whole) {}

    /** Starts the epoch; the ending also hears of a start that came too late. */
    void start(RunHost host, HostedRun.Ending ending) {
        startedOn[0] = host;
        HostedRun hosted = host.run(run, durable);
        if (hosted == null || !hosted.launch(this, ending)) {
            ending.ended(Share.nothing());
        }
    }

    /** Ignite cancels the job: the epoch stops. */
    void cancel() {
        RunHost host = startedOn[0];
        if (host != null) {
            host.stop(run, epoch);
        }
    }

    /** Writes what {@link #read} makes a launch of on another node. */
    static byte[] write(
            RunKey run,
            @Nullable DurableId durable,
            int epoch,
            boolean continueOnError,
            Map<Integer, Object> inputs,
            Caution caution,
            Shipment shipment,
            RunContext context,
            Receiver to) {
        var out = new ByteWriter();
        out.bool(shipment.application() != null);
        if (shipment.application() != null) {
            out.uuid(shipment.application());
        }
        out.varlong(run.number());
        out.bool(durable != null);
        if (durable != null) {
            out.uuid(durable.run());
            out.varint(durable.term());
        }
        out.varint(epoch);
        out.bool(continueOnError);
        out.varint(shipment.sites().size());
        shipment.sites().forEach(out::uuid);
        out.varlong(shipment.plan());
        out.varint(shipment.version());
        out.bool(shipment.whole());
        if (shipment.whole()) {
            PlanCode.write(out, shipment.graph(), shipment.program(), context, to);
        }
        Bits.write(out, caution.suspects());
        Bits.write(out, caution.alone());
        out.varint(inputs.size());
        var values = new ArrayList<@Nullable Object>();
        inputs.forEach(
                (vertex, value) -> {
                    out.varint(vertex);
                    values.add(value);
                });
        context.values().writeAll(out, values.toArray(), NOTHING, to);
        return out.toByteArray();
    }

    /** More than the number of any vertex that runs here. */
    private static int size(Program program) {
        return Arrays.stream(program.vertex(), 0, program.locals()).max().orElse(-1) + 1;
    }

    /** The application in what {@link #write} wrote. */
    static @Nullable UUID application(byte[] bytes) {
        var in = new ByteReader(bytes, 0, bytes.length);
        return in.bool() ? in.uuid() : null;
    }

    /** Its plan is not here and will not come. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("refused", null, false, false);
        }
    }

    /**
     * Reads what {@link #write} wrote; null when the plan is still on its way: {@code later} is
     * done when it has come.
     *
     * @throws SerializationException when the bytes are damaged, or functions or values cannot be
     *     made of them
     */
    static @Nullable Launch read(byte[] bytes, UUID owner, RunHost host, Runnable later)
            throws Refused {
        try {
            return parse(bytes, owner, host, later);
        } catch (WickException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "The program in "
                            + bytes.length
                            + " bytes cannot be read. They are damaged, or of another version of"
                            + " Wick: "
                            + e,
                    e);
        }
    }

    private static @Nullable Launch parse(byte[] bytes, UUID owner, RunHost host, Runnable later)
            throws Refused {
        var in = new ByteReader(bytes, 0, bytes.length);
        var from = new Sender(owner);
        RunContext context = host.context();
        UUID application = in.bool() ? in.uuid() : null;
        var run = new RunKey(owner, in.varlong());
        DurableId durable = in.bool() ? new DurableId(in.uuid(), in.varint()) : null;
        int epoch = in.varint();
        boolean continueOnError = in.bool();
        var sites = new ArrayList<UUID>();
        int count = in.count(16);
        for (int i = 0; i < count; i++) {
            sites.add(in.uuid());
        }
        var key = new RunHost.PlanKey(owner, in.varlong(), in.varint());
        Loaded loaded;
        if (in.bool()) {
            loaded = PlanCode.read(in, context, from, List.copyOf(sites), application);
            if (key.version() > 0 && !host.isOver(run)) {
                host.keep(key, loaded);
            }
        } else {
            loaded = host.plan(key);
            if (loaded == null) {
                return switch (host.await(key, run, later)) {
                    case HERE -> parse(bytes, owner, host, later);
                    case COMING -> null;
                    case NEVER -> throw new Refused();
                };
            }
        }
        int size = size(loaded.program());
        var caution = new Caution(Bits.read(in, size), Bits.read(in, size));
        var vertices = new int[in.count(1)];
        for (int i = 0; i < vertices.length; i++) {
            vertices[i] = in.varint();
        }
        @Nullable Object[] values = context.values().decodeAll(context.values().readAll(in, from));
        if (values.length != vertices.length) {
            throw new SerializationException(
                    "Corrupted bytes: "
                            + values.length
                            + " values for "
                            + vertices.length
                            + " inputs of a program");
        }
        var inputs = new HashMap<Integer, Object>();
        for (int i = 0; i < vertices.length; i++) {
            Object value = values[i];
            if (value != null) {
                inputs.put(vertices[i], value);
            }
        }
        return new Launch(
                run, durable, epoch, continueOnError, loaded, inputs, caution, new RunHost[1]);
    }
}
