package io.wick.ignite.internal.task;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.ResourcesCode;
import io.wick.ignite.internal.group.GroupCode;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.Receiver;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.Sender;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.object.Values;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * One attempt as it travels: what to run, with what, and the outcomes of the refs it uses, so that
 * these need not be asked for. Values stay encoded until a runner wants them.
 *
 * @param id of the task at its owner
 * @param attempt its number
 * @param function id of the function
 * @param application whose classes it uses, or null
 * @param group the placement group it runs in, or null
 * @param bundle of that
 * @param name for errors
 * @param resources what it holds
 * @param timeoutNanos limit for the attempt, 0 for none
 * @param durable whether a stored result keeps a backup
 * @param asks whether its owner is asked before it begins
 * @param kind a plain result, several, or a stream
 * @param count results of a split, or how far a stream may run
 * @param captured how many of the values are what the function captured; the others are arguments
 * @param values captured values, arguments and, for a split, the function that cuts
 */
public record Submission(
        long id,
        int attempt,
        long function,
        @Nullable UUID application,
        @Nullable GroupId group,
        int bundle,
        String name,
        Resources resources,
        long timeoutNanos,
        boolean durable,
        boolean asks,
        Kind kind,
        long count,
        int captured,
        Values.@Nullable Sealed values) {
    private static final int APPLICATION = 1;
    private static final int OPTIONS = 2;
    private static final int DURABLE = 4;
    private static final int VALUES = 8;
    private static final int KIND_SHIFT = 4;
    private static final int IN_GROUP = 64;
    private static final int ASKS = 128;
    private static final @Nullable Object[] NOTHING = {};

    /** How many results an attempt gives. */
    public enum Kind {
        /** One. */
        ONE,
        /** A fixed number. */
        SPLIT,
        /** Any number, one by one. */
        STREAM
    }

    /** Encodes what a task's function captured and its arguments; null when there is nothing. */
    static @Nullable ByteWriter encodeValues(Task task, Link to, TaskContext context) {
        @Nullable Object[] captured = task.shape.captured(task.fn);
        @Nullable Object[] args = args(task);
        if (captured.length + args.length == 0) {
            return null;
        }
        var out = new ByteWriter();
        out.varint(captured.length);
        var receiver = new Receiver(to.id());
        List<Ref<?>> refs = context.values().writeAll(out, captured, args, receiver);
        writeOutcomes(out, refs, receiver, context);
        return out;
    }

    /** Writes the operation that submits a task's current attempt. */
    static void write(ByteWriter out, Task task, @Nullable ByteWriter values) {
        Kind kind =
                task instanceof SplitTask
                        ? Kind.SPLIT
                        : task.stream() != null ? Kind.STREAM : Kind.ONE;
        TaskOptions options = task.options;
        boolean plain =
                options.name() == null
                        && options.timeout() == null
                        && options.resources() == task.plainResources();
        task.writeOperation(out);
        out.varlong(task.id);
        out.varint(task.attempt);
        out.long8(task.shape.descriptor(task.fn).id());
        boolean grouped = options.placement() instanceof Placement.InGroup;
        out.byte1(
                (task.application == null ? 0 : APPLICATION)
                        | (grouped ? IN_GROUP : 0)
                        | (plain ? 0 : OPTIONS)
                        | (options.durable() ? DURABLE : 0)
                        | (values == null ? 0 : VALUES)
                        | (task.asks ? ASKS : 0)
                        | kind.ordinal() << KIND_SHIFT);
        if (task.application != null) {
            out.uuid(task.application);
        }
        if (options.placement() instanceof Placement.InGroup(var group, int bundle)) {
            GroupCode.writeId(out, group.id());
            out.varint(bundle);
        }
        if (!plain) {
            writeOptions(out, task);
        }
        var stream = task.stream();
        if (stream != null) {
            out.varlong(stream.allowed());
        } else if (kind == Kind.SPLIT) {
            out.varlong(task.resultCount());
        }
        if (values != null) {
            out.bytes(values.array(), 0, values.size());
        }
    }

    private static @Nullable Object[] args(Task task) {
        if (!(task instanceof SplitTask split)) {
            return task.args;
        }
        var all = Arrays.copyOf(task.args, task.args.length + 1);
        all[task.args.length] = split.parts();
        return all;
    }

    private static void writeOptions(ByteWriter out, Task task) {
        out.text(task.name());
        var timeout = task.options.timeout();
        out.varlong(timeout == null ? 0 : Durations.nanos(timeout));
        ResourcesCode.write(out, task.options.resources());
    }

    private static void writeOutcomes(
            ByteWriter out, List<Ref<?>> refs, Receiver to, TaskContext context) {
        for (Ref<?> ref : refs) {
            Object outcome = ref.outcome();
            boolean known = outcome != null && !to.node().equals(ref.owner());
            out.bool(known);
            if (outcome != null && known) {
                int mark = out.size();
                Object written;
                try {
                    written = context.outcomes().write(out, outcome, to, false, true);
                } catch (WickException e) {
                    out.truncate(
                            mark - 1); // the receiver asks for it when it needs it, and hears why
                    out.bool(false);
                    continue;
                }
                if (written instanceof StoredObject stored) {
                    ref.replace(outcome, stored);
                }
            }
        }
    }

    /** Reads what {@link #write} wrote, but for the operation's byte. */
    static Submission read(ByteReader in, Link from, TaskContext context, Resources plain) {
        long id = in.varlong();
        int attempt = in.varint();
        long function = in.long8();
        int flags = in.byte1();
        UUID application = (flags & APPLICATION) != 0 ? in.uuid() : null;
        GroupId group = null;
        int bundle = 0;
        if ((flags & IN_GROUP) != 0) {
            group = GroupCode.readId(in);
            bundle = in.varint();
        }
        String name = "";
        long timeout = 0;
        Resources resources = plain;
        if ((flags & OPTIONS) != 0) {
            String given = in.text();
            name = given == null ? "" : given;
            timeout = in.varlong();
            resources = ResourcesCode.read(in);
        }
        Kind kind = kind(flags >>> KIND_SHIFT & 3);
        long count = kind == Kind.ONE ? 1 : in.varlong();
        int captured = 0;
        Values.Sealed values = null;
        if ((flags & VALUES) != 0) {
            captured = in.varint();
            var sender = new Sender(from.id());
            values = context.values().readAll(in, sender);
            for (Ref<?> ref : values.refs()) {
                if (in.bool()) {
                    ref.complete(context.outcomes().read(in, sender));
                }
            }
        }
        return new Submission(
                id,
                attempt,
                function,
                application,
                group,
                bundle,
                name,
                resources,
                timeout,
                (flags & DURABLE) != 0,
                (flags & ASKS) != 0,
                kind,
                count,
                captured,
                values);
    }

    private static Kind kind(int number) {
        if (number >= Kind.values().length) {
            throw new SerializationException("Corrupted bytes: " + number + " is no kind of task");
        }
        return Kind.values()[number];
    }

    /** All values, decoded with the classes of the calling thread's task. */
    @Nullable Object[] decoded(TaskContext context) {
        var sealed = values;
        return sealed == null ? NOTHING : context.values().decodeAll(sealed);
    }
}
