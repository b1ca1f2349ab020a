package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.ResourcesCode;
import io.wick.ignite.internal.function.FunctionDescriptor;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.Receiver;
import io.wick.ignite.internal.object.Sender;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Program;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Programs and the code of their stages: made from a graph, to bytes and back. */
final class PlanCode {
    private static final int INDEXED = 1;
    private static final int GATHERED = 2;
    private static final int PARAMETERS = 4;
    private static final int OPTIONS = 8;
    private static final @Nullable Object[] NOTHING = {};

    private PlanCode() {}

    /** A program of this node's own graph: nothing is copied. */
    static Loaded local(
            GraphModel graph, Program program, List<UUID> sites, @Nullable UUID application) {
        var stages = new @Nullable StageCode[graph.stages().size()];
        for (Stage stage : graph.stages()) {
            stages[stage.id()] = code(stage);
        }
        List<String> names = graph.stages().stream().map(Stage::name).toList();
        return Loaded.of(program, stages, firsts(graph), names, sites, application);
    }

    private static int[] firsts(GraphModel graph) {
        return graph.stages().stream().mapToInt(Stage::first).toArray();
    }

    private static StageCode code(Stage stage) {
        TaskOptions options = stage.options();
        StageCode.Kind kind = StageCode.Kind.CALL;
        Object function = null;
        boolean indexed = false;
        boolean gathered = false;
        List<?> parameters = null;
        Object value = null;
        String cache = null;
        switch (stage.operation()) {
            case Operation.Input _ -> kind = StageCode.Kind.INPUT;
            case Operation.Constant constant -> {
                kind = StageCode.Kind.CONSTANT;
                value = constant.value();
            }
            case Operation.Call call -> {
                function = call.fn();
                indexed = call.indexed();
                gathered = call.gathered();
                parameters = call.parameters();
            }
            case Operation.CacheKeys keys -> {
                kind = StageCode.Kind.KEY;
                parameters = keys.keys();
                cache = keys.cache();
            }
            case Operation.CachePartitions partitions -> {
                kind = StageCode.Kind.PARTITION;
                cache = partitions.cache();
            }
        }
        var timeout = options.timeout();
        return new StageCode(
                stage.name(),
                stage.first(),
                stage.count(),
                kind,
                function,
                indexed,
                gathered,
                parameters,
                value,
                cache,
                ResourcesCode.shared(options.resources()),
                timeout == null ? 0 : Durations.nanos(timeout),
                options.retries(),
                options.retryOn(),
                options.speculative());
    }

    /** Writes a program and the stages of its vertices. */
    static void write(
            ByteWriter out, GraphModel graph, Program program, RunContext context, Receiver to) {
        out.varint(graph.stages().size());
        for (Stage stage : graph.stages()) {
            out.varint(stage.first());
            out.text(stage.name());
        }
        var used = new boolean[graph.stages().size()];
        for (int v = 0; v < program.locals(); v++) {
            used[graph.stageOf()[program.vertex()[v]]] = true;
        }
        for (Stage stage : graph.stages()) {
            if (used[stage.id()]) {
                out.varint(stage.id() + 1);
                writeStage(out, code(stage), context, to);
            }
        }
        out.varint(0);
        ProgramCode.write(out, program);
    }

    private static void writeStage(
            ByteWriter out, StageCode stage, RunContext context, Receiver to) {
        boolean plain = stage.plain() && stage.retryOn().isEmpty();
        out.text(stage.name());
        out.varint(stage.first());
        out.varint(stage.count());
        out.byte1(stage.kind().ordinal());
        out.byte1(
                (stage.indexed() ? INDEXED : 0)
                        | (stage.gathered() ? GATHERED : 0)
                        | (stage.parameters() != null ? PARAMETERS : 0)
                        | (plain ? 0 : OPTIONS));
        out.text(stage.cache());
        try {
            if (stage.function() != null) {
                FunctionShape shape = FunctionShape.of(stage.function().getClass());
                shape.descriptor(stage.function()).write(out);
                context.values().writeAll(out, shape.captured(stage.function()), NOTHING, to);
            }
            if (stage.parameters() != null) {
                context.values().write(out, new ArrayList<Object>(stage.parameters()), to);
            }
            context.values().write(out, stage.value(), to);
        } catch (SerializationException e) {
            throw new SerializationException(
                    "Stage '" + stage.name() + "' cannot travel: " + e.getMessage(), e);
        }
        if (!plain) {
            writeOptions(out, stage);
        }
    }

    private static void writeOptions(ByteWriter out, StageCode stage) {
        ResourcesCode.write(out, stage.resources());
        out.varlong(stage.timeoutNanos());
        out.varint(stage.retries());
        out.varint(stage.retryOn().size());
        stage.retryOn().forEach(type -> out.text(type.getName()));
        out.bool(stage.speculative());
    }

    /** Reads what {@link #write} wrote; on a thread whose task is of the application. */
    static Loaded read(
            ByteReader in,
            RunContext context,
            Sender from,
            List<UUID> sites,
            @Nullable UUID application) {
        int[] firsts = new int[in.count(2)];
        var names = new ArrayList<String>(firsts.length);
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = in.varint();
            names.add(text(in));
        }
        var stages = new @Nullable StageCode[firsts.length];
        ClassLoader loader = context.loader(application);
        for (int stage = in.varint(); stage > 0; stage = in.varint()) {
            Meter.checkStage(stage - 1, stages.length);
            stages[stage - 1] = readStage(in, context, from, loader);
        }
        return checked(Loaded.of(ProgramCode.read(in), stages, firsts, names, sites, application));
    }

    /** Each vertex has its stage, and each site is known. */
    private static Loaded checked(Loaded loaded) {
        @Nullable StageCode[] stages = loaded.stages();
        int[] vertex = loaded.program().vertex();
        int[] of = loaded.stageOfLocal();
        for (int v = 0; v < of.length; v++) {
            Meter.checkStage(of[v], stages.length);
            StageCode stage = stages[of[v]];
            if (stage == null || !stage.says(vertex[v])) {
                throw new SerializationException(
                        "Corrupted bytes: nothing is said of what vertex " + vertex[v] + " does");
            }
        }
        for (int site : loaded.program().targets()) {
            if (site >= loaded.sites().size()) {
                throw new SerializationException("Corrupted bytes: there is no site " + site);
            }
        }
        return loaded;
    }

    private static StageCode readStage(
            ByteReader in, RunContext context, Sender from, ClassLoader loader) {
        String name = text(in);
        int first = in.varint();
        int count = in.varint();
        StageCode.Kind kind = in.constant(StageCode.Kind.values());
        int flags = in.byte1();
        String cache = in.text();
        Object function = null;
        if (kind == StageCode.Kind.CALL) {
            FunctionDescriptor descriptor = FunctionDescriptor.read(in);
            context.functions().define(descriptor);
            @Nullable Object[] captured =
                    context.values().decodeAll(context.values().readAll(in, from));
            function = context.functions().create(descriptor.id(), captured, loader);
        }
        List<?> parameters =
                (flags & PARAMETERS) == 0 ? null : (List<?>) context.values().read(in, from);
        Object value = context.values().read(in, from);
        boolean plain = (flags & OPTIONS) == 0;
        Resources resources = plain ? Resources.ONE_CPU : ResourcesCode.read(in);
        return new StageCode(
                name,
                first,
                count,
                kind,
                function,
                (flags & INDEXED) != 0,
                (flags & GATHERED) != 0,
                parameters,
                value,
                cache,
                resources,
                plain ? 0 : in.varlong(),
                plain ? 0 : in.varint(),
                plain ? List.of() : readTypes(in, loader),
                !plain && in.bool());
    }

    private static List<Class<? extends Throwable>> readTypes(ByteReader in, ClassLoader loader) {
        var types = new ArrayList<Class<? extends Throwable>>();
        int size = in.count(1);
        for (int i = 0; i < size; i++) {
            String name = text(in);
            try {
                types.add(Class.forName(name, false, loader).asSubclass(Throwable.class));
            } catch (ClassNotFoundException e) {
                throw new SerializationException(
                        "The class " + name + " of retryOn is missing on this node", e);
            }
        }
        return types;
    }

    private static String text(ByteReader in) {
        String text = in.text();
        return text == null ? "" : text;
    }
}
