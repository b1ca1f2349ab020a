package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.graph.RunReport;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.numeric.KernelReport;
import io.wick.numeric.spi.Device;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Adds up the reports of kernels, by stage, kernel and place. Thread-safe: vertices may still run
 * when it is read.
 */
final class KernelTally {
    /** More kernels than this are not told apart; a function may make new ones without end. */
    private static final int MOST = 512;

    private final Map<Key, Sums> sums = new LinkedHashMap<>();

    private record Key(int stage, String kernel, @Nullable Device device) {}

    private static final class Sums {
        private @Nullable String reason;
        private long runs;
        private long plans;
        private long kernelNanos;
        private long transferNanos;
        private long totalNanos;
        private long bytesIn;
        private long bytesOut;

        void add(Sums other) {
            reason = other.reason;
            runs += other.runs;
            plans += other.plans;
            kernelNanos += other.kernelNanos;
            transferNanos += other.transferNanos;
            totalNanos += other.totalNanos;
            bytesIn += other.bytesIn;
            bytesOut += other.bytesOut;
        }

        void write(ByteWriter out) {
            out.text(reason).varlong(runs).varlong(plans);
            out.varlong(kernelNanos).varlong(transferNanos).varlong(totalNanos);
            out.varlong(bytesIn).varlong(bytesOut);
        }

        static Sums read(ByteReader in) {
            var read = new Sums();
            read.reason = in.text();
            read.runs = in.varlong();
            read.plans = in.varlong();
            read.kernelNanos = in.varlong();
            read.transferNanos = in.varlong();
            read.totalNanos = in.varlong();
            read.bytesIn = in.varlong();
            read.bytesOut = in.varlong();
            return read;
        }
    }

    /** Kernels have run in a vertex of a stage. */
    void add(int stage, KernelReport report) {
        var one = new Sums();
        one.reason = report.reason();
        one.runs = 1;
        one.plans = report.compiled() ? 1 : 0;
        one.kernelNanos = report.kernels().toNanos();
        one.transferNanos = report.transfers().toNanos();
        one.totalNanos = report.total().toNanos();
        one.bytesIn = report.bytesToDevice();
        one.bytesOut = report.bytesFromDevice();
        add(new Key(stage, report.name(), report.device()), one);
    }

    void add(KernelTally other) {
        Map<Key, Sums> copy;
        synchronized (other) {
            copy = new LinkedHashMap<>(other.sums);
        }
        copy.forEach(this::add);
    }

    private synchronized void add(Key key, Sums more) {
        Key known = key;
        if (sums.size() >= MOST && !sums.containsKey(key)) {
            known = new Key(key.stage, "other kernels", key.device);
        }
        sums.computeIfAbsent(known, _ -> new Sums()).add(more);
    }

    synchronized List<RunReport.KernelShare> shares(UUID node, IntFunction<String> stageName) {
        var shares = new ArrayList<RunReport.KernelShare>();
        sums.forEach(
                (key, sum) ->
                        shares.add(
                                new RunReport.KernelShare(
                                        stageName.apply(key.stage),
                                        node,
                                        key.kernel,
                                        key.device,
                                        sum.reason,
                                        sum.runs,
                                        sum.plans,
                                        Duration.ofNanos(sum.kernelNanos),
                                        Duration.ofNanos(sum.transferNanos),
                                        Duration.ofNanos(sum.totalNanos),
                                        sum.bytesIn,
                                        sum.bytesOut)));
        return shares;
    }

    synchronized void write(ByteWriter out) {
        out.varint(sums.size());
        sums.forEach(
                (key, sum) -> {
                    out.varint(key.stage).text(key.kernel).bool(key.device != null);
                    if (key.device != null) {
                        write(out, key.device);
                    }
                    sum.write(out);
                });
    }

    synchronized void read(ByteReader in, int stageCount) {
        int count = in.varint();
        for (int i = 0; i < count; i++) {
            int stage = in.varint();
            Meter.checkStage(stage, stageCount);
            String kernel = in.someText();
            Device device = in.bool() ? readDevice(in) : null;
            add(new Key(stage, kernel, device), Sums.read(in));
        }
    }

    private static void write(ByteWriter out, Device device) {
        out.text(device.backend()).text(device.id()).text(device.name());
        out.text(device.type().name()).varlong(device.memory()).varlong(device.maxArrayBytes());
        out.varint(device.computeUnits()).bool(device.doubles());
    }

    private static Device readDevice(ByteReader in) {
        return new Device(
                in.someText(),
                in.someText(),
                in.someText(),
                type(in.someText()),
                in.varlong(),
                in.varlong(),
                in.varint(),
                in.bool());
    }

    private static Device.Type type(String name) {
        try {
            return Device.Type.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("Corrupted bytes: '" + name + "' is no device", e);
        }
    }
}
