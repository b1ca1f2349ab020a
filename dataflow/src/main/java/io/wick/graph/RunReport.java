package io.wick.graph;

import io.wick.numeric.spi.Device;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a run did.
 *
 * @param elapsed from the call of {@code run} to its end
 * @param epochs how often it was planned: 1, and 1 more for each change of the cluster it met
 * @param nodes what each node did
 * @param edges what moved between nodes, by pair of stages; stages that moved nothing are left out
 * @param kernels the numeric kernels that vertices ran on their own threads, by stage, node, kernel
 *     and place
 */
public record RunReport(
        Duration elapsed,
        int epochs,
        List<NodeShare> nodes,
        List<EdgeTraffic> edges,
        List<KernelShare> kernels) {

    /**
     * The share of one node.
     *
     * @param jobs programs it got, one per epoch it took part in; each is one compute job of
     *     Ignite, but for those of the node that ran the plan, which needs none
     * @param vertices vertices it ran; one that ran again counts again
     * @param atLargestInput vertices it ran whose largest input was there, of {@code withLarge}
     * @param withLarge vertices it ran that had an input of 16 KiB or more
     * @param busy time spent in vertices
     */
    public record NodeShare(
            UUID node,
            int jobs,
            long vertices,
            long atLargestInput,
            long withLarge,
            Duration busy) {}

    /**
     * Values that one stage sent to vertices of another on other nodes. A value goes to a node
     * once, for all its consumers there, and counts for the first of their stages.
     *
     * @param values how many
     * @param bytes their size on the wire or in the store
     */
    public record EdgeTraffic(String from, String to, long values, long bytes) {}

    /**
     * Runs of a kernel, or a program of kernels, in the vertices of a stage on one node and in one
     * place there; times and bytes are added up. Those of vertices that were still running when the
     * cluster changed are missing.
     *
     * @param kernel its name
     * @param device where it ran; null for the CPUs
     * @param reason why the last of these runs was on the CPUs; null on a device
     * @param runs how many
     * @param plans how many of them had to compile a plan first
     * @param computing time in kernels, by the device's clock
     * @param transfers time of copies to and from the device, by its clock
     * @param total time from the calls to their ends, waits and plans included
     * @param bytesToDevice copied to the device
     * @param bytesFromDevice copied from the device
     */
    public record KernelShare(
            String stage,
            UUID node,
            String kernel,
            @Nullable Device device,
            @Nullable String reason,
            long runs,
            long plans,
            Duration computing,
            Duration transfers,
            Duration total,
            long bytesToDevice,
            long bytesFromDevice) {

        /** One line for people. */
        @Override
        public String toString() {
            return stage
                    + ": "
                    + Quantity.count(runs)
                    + " x "
                    + kernel
                    + (device == null ? " on the CPUs (" + reason + ")" : " on " + device.name())
                    + ", "
                    + Quantity.nanos(total.toNanos())
                    + (device == null ? "" : onDevice());
        }

        private String onDevice() {
            return " ("
                    + Quantity.nanos(computing.toNanos())
                    + " in kernels, "
                    + Quantity.nanos(transfers.toNanos())
                    + " in copies, "
                    + Quantity.count(plans)
                    + " plans), "
                    + Quantity.bytes(bytesToDevice)
                    + " to it, "
                    + Quantity.bytes(bytesFromDevice)
                    + " from it";
        }
    }

    /** Bytes that moved to devices, on all nodes. */
    public long bytesToDevices() {
        return kernels.stream().mapToLong(KernelShare::bytesToDevice).sum();
    }

    /** Bytes that moved from devices, on all nodes. */
    public long bytesFromDevices() {
        return kernels.stream().mapToLong(KernelShare::bytesFromDevice).sum();
    }

    /** Vertices that ran, on all nodes. */
    public long vertices() {
        return nodes.stream().mapToLong(NodeShare::vertices).sum();
    }

    /** Bytes that moved between nodes. */
    public long bytesMoved() {
        return edges.stream().mapToLong(EdgeTraffic::bytes).sum();
    }

    /** The share of vertices with a large input that ran where it was; 1 when there were none. */
    public double affinity() {
        long with = nodes.stream().mapToLong(NodeShare::withLarge).sum();
        long at = nodes.stream().mapToLong(NodeShare::atLargestInput).sum();
        return with == 0 ? 1 : (double) at / with;
    }
}
