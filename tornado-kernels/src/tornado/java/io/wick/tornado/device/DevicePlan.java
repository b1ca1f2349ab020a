package io.wick.tornado.device;

import io.wick.numeric.Arguments;
import io.wick.numeric.ElementType;
import io.wick.numeric.KernelCall;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Parameter;
import io.wick.numeric.spi.DeviceRun;
import io.wick.tornado.device.Slot.Role;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A compiled graph of TornadoVM with its arrays, for all sequences of one key. For one thread at a
 * time.
 */
final class DevicePlan {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePlan.class);

    private final TornadoExecutionPlan plan;
    private final List<Slot> slots;
    private final List<Scalar> scalars;
    private final long bytes;

    private DevicePlan(
            TornadoExecutionPlan plan, List<Slot> slots, List<Scalar> scalars, long bytes) {
        this.plan = plan;
        this.slots = slots;
        this.scalars = scalars;
        this.bytes = bytes;
    }

    /** A scalar that varies from run to run, and its array of one element. */
    private record Scalar(int call, int parameter, TornadoNativeArray array) {
        void fill(KernelSequence sequence) {
            Arguments given = sequence.calls().get(call).arguments();
            switch (array) {
                case FloatArray floats -> floats.set(0, (float) given.scalar(parameter));
                case DoubleArray doubles -> doubles.set(0, given.scalar(parameter));
                case IntArray ints -> ints.set(0, (int) given.whole(parameter));
                case LongArray longs -> longs.set(0, given.whole(parameter));
                default -> throw new IllegalStateException("a scalar in " + array);
            }
        }
    }

    /** Makes the plan; its first run compiles the kernels. */
    static DevicePlan build(SequenceLayout layout, BitSet residents, TornadoDevice device) {
        var slots = new ArrayList<Slot>();
        List<Role> roles = layout.roles(residents);
        for (int i = 0; i < roles.size(); i++) {
            NumericArray array = layout.arrays().get(i);
            ElementType type = layout.kernels().getFirst().slotType(array.type());
            slots.add(Slot.of(roles.get(i), type, array));
        }
        var scalars = new ArrayList<Scalar>();
        List<BoundCall> calls = new ArrayList<>();
        for (int i = 0; i < layout.kernels().size(); i++) {
            calls.add(bind(layout, i, slots, scalars));
        }
        var tasks = new Tasks();
        transferIn(tasks, slots, scalars);
        for (int i = 0; i < calls.size(); i++) {
            layout.kernels().get(i).addTo(tasks, calls.get(i));
        }
        Object[] results = arrays(slots, Role.RESULT);
        tasks.graph().transferToHost(DataTransferMode.EVERY_EXECUTION, results);
        var plan = new TornadoExecutionPlan(tasks.graph().snapshot());
        plan.withDevice(device);
        GridScheduler grids = tasks.grids();
        if (grids != null) {
            plan.withGridScheduler(grids);
        }
        // not withPreCompilation(): such a plan fails once any other of the device has been closed
        plan.withProfiler(ProfilerMode.SILENT);
        long bytes = tasks.scratchBytes() + slots.stream().mapToLong(Slot::bytes).sum();
        return new DevicePlan(plan, slots, scalars, bytes);
    }

    /** What it holds on the device. */
    long bytes() {
        return bytes;
    }

    /** Sends the arrays of a sequence, runs the kernels, and fetches the results. */
    DeviceRun run(SequenceLayout layout, boolean compiled) {
        List<NumericArray> arrays = layout.arrays();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).role() == Role.UPLOADED) {
                slots.get(i).fill(arrays.get(i));
            }
        }
        scalars.forEach(scalar -> scalar.fill(layout.sequence()));
        TornadoProfilerResult took = plan.execute().getProfilerResult();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).role() == Role.RESULT) {
                slots.get(i).drain(arrays.get(i));
            }
        }
        return new DeviceRun(
                Duration.ofNanos(took.getDeviceKernelTime()),
                Duration.ofNanos(took.getDeviceWriteTime() + took.getDeviceReadTime()),
                took.getTotalBytesCopyIn(),
                took.getTotalBytesCopyOut(),
                compiled);
    }

    /** Gives its memory on the device back. */
    void close() {
        try {
            plan.freeDeviceMemory();
            plan.close();
        } catch (TornadoExecutionPlanException | RuntimeException e) {
            LOG.warn("TornadoVM did not close a plan: {}", Reasons.of(e));
        }
    }

    private static BoundCall bind(
            SequenceLayout layout, int index, List<Slot> slots, List<Scalar> scalars) {
        KernelCall call = layout.sequence().calls().get(index);
        var arrays = new ArrayList<TornadoNativeArray>();
        for (int p = 0; p < call.arguments().size(); p++) {
            Parameter described = call.kernel().parameters().get(p);
            if (call.arguments().value(p) instanceof NumericArray array) {
                arrays.add(slots.get(layout.place(array)).array());
            } else {
                ElementType type = described.type();
                TornadoNativeArray one = Slot.allocate(type, 1);
                arrays.add(one);
                if (described.kind() == Parameter.Kind.SCALAR) {
                    scalars.add(new Scalar(index, p, one));
                }
            }
        }
        return new BoundCall(call, arrays);
    }

    private static void transferIn(Tasks tasks, List<Slot> slots, List<Scalar> scalars) {
        var every = new ArrayList<Object>(List.of(arrays(slots, Role.UPLOADED)));
        scalars.forEach(scalar -> every.add(scalar.array()));
        if (!every.isEmpty()) {
            tasks.graph().transferToDevice(DataTransferMode.EVERY_EXECUTION, every.toArray());
        }
        Object[] once = arrays(slots, Role.RESIDENT);
        if (once.length > 0) {
            tasks.graph().transferToDevice(DataTransferMode.FIRST_EXECUTION, once);
        }
    }

    private static Object[] arrays(List<Slot> slots, Role role) {
        return slots.stream().filter(slot -> slot.role() == role).map(Slot::array).toArray();
    }
}
