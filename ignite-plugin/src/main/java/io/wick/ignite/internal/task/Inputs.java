package io.wick.ignite.internal.task;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.ignite.internal.function.RefScan;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefHome;

import java.util.ArrayList;
import java.util.List;

/** Finds what a task waits for. */
final class Inputs {
    private Inputs() {}

    /**
     * The refs in its arguments, in what its function captured, and the one it is to be near.
     *
     * @throws IllegalArgumentException when one is of another Wick
     */
    static List<Ref<?>> of(Task task, RefHome home) {
        boolean near = task.options.placement() instanceof Placement.NearRef;
        if (task.args.length == 0 && !task.shape.mayHoldRefs() && !near) {
            return List.of();
        }
        var found = new ArrayList<Ref<?>>(4);
        if (task.options.placement() instanceof Placement.NearRef(ObjectRef<?> ref)) {
            found.add(own(ref, home));
        }
        for (Object arg : task.args) {
            RefScan.scan(arg, ref -> found.add(own(ref, home)));
        }
        if (task.shape.mayHoldRefs()) {
            for (Object captured : task.shape.captured(task.fn)) {
                RefScan.scan(captured, ref -> found.add(own(ref, home)));
            }
        }
        return found;
    }

    private static Ref<?> own(ObjectRef<?> any, RefHome home) {
        if (any instanceof Ref<?> ref && ref.home() == home) {
            return ref;
        }
        throw new IllegalArgumentException(
                any.id()
                        + " was made by another Wick of this JVM. Submit the task there, or"
                        + " pass the value.");
    }
}
