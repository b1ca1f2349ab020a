package io.wick.ignite.internal.task;

import io.wick.Fn1;
import io.wick.TaskOptions;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.Receiver;
import io.wick.ignite.internal.object.Ref;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A task with several results, cut from what its function returns. */
final class SplitTask extends Task {
    private final Fn1<?, ?> parts;
    private final Ref<?>[] more;

    SplitTask(
            TaskOwner owner,
            TaskCall call,
            TaskOptions options,
            FunctionShape shape,
            @Nullable UUID application,
            int count,
            Fn1<?, ?> parts) {
        super(owner, call.fn(), call.args(), options, shape, application);
        this.parts = parts;
        this.more = new Ref<?>[count - 1];
        for (int i = 0; i < more.length; i++) {
            more[i] = new Ref<>(owner.context().refs(), this);
        }
    }

    @Override
    int resultCount() {
        return 1 + more.length;
    }

    @Override
    Ref<?> ref(int index) {
        return index == 0 ? ref() : more[index - 1];
    }

    Serializable parts() {
        return parts;
    }

    @Override
    protected Object[] call() throws Exception {
        Object result = TaskCall.invoke(fn, resolved());
        return cut(
                parts, result, resultCount(), owner.context().outcomes(), options.durable(), null);
    }

    /** Cuts a result into outcomes. */
    static Object[] cut(
            Object parts,
            @Nullable Object result,
            int count,
            Outcomes outcomes,
            boolean backed,
            @Nullable Receiver owner)
            throws Exception {
        Object cut = TaskCall.invoke(parts, new @Nullable Object[] {result});
        if (!(cut instanceof List<?> list) || list.size() != count) {
            throw new IllegalStateException(
                    "split into "
                            + count
                            + " parts, but the function gave "
                            + (cut instanceof List<?> other
                                    ? "a list of " + other.size()
                                    : String.valueOf(cut)));
        }
        var all = new Object[count];
        int made = 0;
        try {
            for (; made < count; made++) {
                all[made] = outcomes.ofResult(list.get(made), backed, owner);
            }
            return all;
        } finally {
            if (made < count) {
                outcomes.discard(Arrays.copyOf(all, made)); // nobody will hear of them
            }
        }
    }
}
