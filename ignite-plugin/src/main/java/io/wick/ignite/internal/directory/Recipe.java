package io.wick.ignite.internal.directory;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.actor.ActorOptions;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.actor.ActorProfile;
import io.wick.ignite.internal.actor.Start;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Values;
import io.wick.internal.actor.ActorLife;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.UUID;

/**
 * How to make an actor again, on any node.
 *
 * @param options as it was made with
 * @param application whose classes it uses; null for the class path of nodes
 * @param form the constructor and its arguments, for {@link RecordedConstructor}
 */
record Recipe(ActorOptions options, @Nullable UUID application, byte[] form) {
    private static final Logger LOG = LoggerFactory.getLogger(Recipe.class);

    /**
     * Writes how to make an actor.
     *
     * @param copies whether arguments that are refs, all complete, are written as their values
     */
    static byte[] write(Start start, Values values, boolean copies) {
        var out = new ByteWriter();
        UUID application = start.application();
        out.bool(application != null);
        if (application != null) {
            out.uuid(application);
        }
        ActorOptions options = start.options();
        values.write(out, options.withPlacement(Placement.AUTO), null);
        var placement = new ByteWriter();
        values.write(placement, options.placement(), null);
        out.block(placement.toByteArray());
        TaskCall constructor = start.constructor();
        FunctionShape shape = FunctionShape.of(constructor.fn().getClass());
        shape.descriptor(constructor.fn()).write(out);
        values.write(out, shape.captured(constructor.fn()), null);
        values.write(out, copies ? copied(constructor.args()) : constructor.args(), null);
        return out.toByteArray();
    }

    private static @Nullable Object[] copied(@Nullable Object[] args) {
        return Arrays.stream(args)
                .map(arg -> arg instanceof ObjectRef<?> ref ? ref.get() : arg)
                .toArray();
    }

    static Recipe read(byte[] bytes, Values values) {
        return ByteReader.record(bytes, "the recipe of an actor", in -> read(in, values));
    }

    private static Recipe read(ByteReader in, Values values) {
        UUID application = in.bool() ? in.uuid() : null;
        var options = (ActorOptions) values.read(in, null);
        if (options == null) {
            throw new SerializationException("An actor was recorded without its options");
        }
        byte[] placement = in.block();
        var form = new byte[in.remaining()];
        in.bytes(form, 0, form.length);
        return new Recipe(options.withPlacement(placement(placement, values)), application, form);
    }

    /** A key of a user's class may not be readable here; then any node does. */
    private static Placement placement(byte[] bytes, Values values) {
        try {
            Object placement = values.read(new ByteReader(bytes, 0, bytes.length), null);
            return placement == null ? Placement.AUTO : (Placement) placement;
        } catch (SerializationException e) {
            LOG.warn("An actor is placed anywhere, as its placement cannot be read here", e);
            return Placement.AUTO;
        }
    }

    /** The next life of an actor. */
    Start start(ActorProfile profile, ActorLife life) {
        return new Start(
                profile,
                life.incarnation(),
                options,
                life.owner(),
                new TaskCall(new RecordedConstructor(form)),
                application);
    }
}
