package io.wick.ignite.internal.graph;

import io.wick.ObjectRef;
import io.wick.TaskOptions;
import io.wick.error.GraphException;
import io.wick.error.SerializationException;
import io.wick.graph.RunOptions;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.function.FunctionDescriptor;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.Values;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A run as it is stored: a whole graph with its functions, the inputs and the options. Good for any
 * node that has the classes.
 */
public record GraphRecipe(
        GraphModel graph,
        @Nullable UUID application,
        Map<String, Object> inputs,
        RunOptions options) {
    private static final int INPUT = 0;
    private static final int CONSTANT = 1;
    private static final int CALL = 2;
    private static final int KEYS = 3;
    private static final int PARTITIONS = 4;

    /**
     * Writes a run; waits for inputs that are refs.
     *
     * @throws GraphException when there is a ref inside
     * @throws SerializationException when something cannot be stored
     */
    public byte[] write(RunContext context) {
        var out = new Writer(context.values());
        out.bytes.bool(application != null);
        if (application != null) {
            out.bytes.uuid(application);
        }
        var timeout = options.timeout();
        out.bytes.varlong(timeout == null ? 0 : Durations.nanos(timeout));
        out.bytes.bool(options.continueOnError());
        out.bytes.text(graph.name());
        out.bytes.bool(graph.single());
        out.bytes.varint(graph.stages().size());
        graph.stages().forEach(out::stage);
        out.numbers(graph.inputStart());
        out.numbers(graph.inputs());
        out.numbers(graph.results());
        out.bytes.varint(inputs.size());
        inputs.forEach(
                (name, input) -> {
                    out.bytes.text(name);
                    Object value = input instanceof ObjectRef<?> ref ? ref.get() : input;
                    out.value("Input '" + name + "'", value);
                });
        return out.bytes.toByteArray();
    }

    /** A copy with other options. */
    public GraphRecipe with(RunOptions other) {
        return new GraphRecipe(graph, application, inputs, other);
    }

    /** The application in what {@link #write} wrote. */
    public static @Nullable UUID application(byte[] written) {
        var in = new ByteReader(written, 0, written.length);
        return in.bool() ? in.uuid() : null;
    }

    /** Reads what {@link #write} wrote; on a thread whose task is of the application. */
    public static GraphRecipe read(byte[] written, RunContext context) {
        return ByteReader.record(written, "a durable run", bytes -> read(bytes, context));
    }

    private static GraphRecipe read(ByteReader bytes, RunContext context) {
        UUID application = bytes.bool() ? bytes.uuid() : null;
        var in = new Reader(context, bytes, context.loader(application));
        long timeout = bytes.varlong();
        boolean continueOnError = bytes.bool();
        String name = in.text();
        boolean single = bytes.bool();
        var stages = new ArrayList<Stage>();
        int count = bytes.count(1);
        int first = 0;
        for (int id = 0; id < count; id++) {
            Stage stage = in.stage(id, first);
            stages.add(stage);
            first += stage.count();
        }
        var graph = new GraphModel(name, stages, in.numbers(), in.numbers(), in.numbers(), single);
        var inputs = new HashMap<String, Object>();
        for (int left = bytes.count(1); left > 0; left--) {
            String input = in.text();
            inputs.put(input, Objects.requireNonNull(in.value(), "an input"));
        }
        var options =
                new RunOptions(timeout == 0 ? null : Duration.ofNanos(timeout), continueOnError);
        return new GraphRecipe(graph, application, inputs, options);
    }

    /** Appends parts of a run. */
    private static final class Writer {
        private final ByteWriter bytes = new ByteWriter();
        private final Values values;

        Writer(Values values) {
            this.values = values;
        }

        void numbers(int[] numbers) {
            bytes.varint(numbers.length);
            Arrays.stream(numbers).forEach(bytes::varint);
        }

        void value(String where, @Nullable Object value) {
            Values.Form form;
            try {
                form = values.encode(value);
            } catch (SerializationException e) {
                throw new SerializationException(
                        where + " of a durable run cannot be stored: " + e.getMessage(), e);
            }
            if (!form.refs().isEmpty()) {
                throw new GraphException(
                        where
                                + " of a durable run has the ref "
                                + form.refs().getFirst().id()
                                + " inside, which goes with the node that owns it. Pass what it"
                                + " stands for, or make the ref itself an input: its value is"
                                + " copied");
            }
            bytes.int4(form.bytes().length);
            bytes.bytes(form.bytes(), 0, form.bytes().length);
            bytes.varint(0);
        }

        void stage(Stage stage) {
            bytes.text(stage.name());
            bytes.varint(stage.count());
            bytes.varlong(stage.expectedNanos());
            bytes.varlong(stage.expectedBytes() + 1);
            String where = "Stage '" + stage.name() + "'";
            TaskOptions options = stage.options();
            value(where, options.withRetryOn(List.of()));
            bytes.varint(options.retryOn().size());
            options.retryOn().forEach(type -> bytes.text(type.getName()));
            switch (stage.operation()) {
                case Operation.Input input -> {
                    bytes.byte1(INPUT);
                    bytes.text(input.type().getName());
                }
                case Operation.Constant constant -> {
                    bytes.byte1(CONSTANT);
                    value(where, constant.value());
                }
                case Operation.Call call -> {
                    bytes.byte1(CALL);
                    FunctionShape shape = FunctionShape.of(call.fn().getClass());
                    shape.descriptor(call.fn()).write(bytes);
                    value(where, shape.captured(call.fn()));
                    bytes.bool(call.indexed()).bool(call.gathered());
                    List<?> parameters = call.parameters();
                    value(where, parameters == null ? null : new ArrayList<Object>(parameters));
                }
                case Operation.CacheKeys keys -> {
                    bytes.byte1(KEYS);
                    bytes.text(keys.cache());
                    bytes.text(keys.type().getName());
                    value(where, new ArrayList<Object>(keys.keys()));
                }
                case Operation.CachePartitions partitions -> {
                    bytes.byte1(PARTITIONS);
                    bytes.text(partitions.cache());
                    bytes.varint(partitions.partitions());
                }
            }
        }
    }

    /** Takes parts of a run. */
    private record Reader(RunContext context, ByteReader bytes, ClassLoader loader) {
        String text() {
            return bytes.someText();
        }

        int[] numbers() {
            var numbers = new int[bytes.count(1)];
            Arrays.setAll(numbers, i -> bytes.varint());
            return numbers;
        }

        @Nullable Object value() {
            return context.values().read(bytes, null);
        }

        Stage stage(int id, int first) {
            String name = text();
            int count = bytes.varint();
            long nanos = bytes.varlong();
            long size = bytes.varlong() - 1;
            var options = (TaskOptions) Objects.requireNonNull(value(), "options of a stage");
            var retryOn = new ArrayList<Class<? extends Throwable>>();
            for (int left = bytes.count(1); left > 0; left--) {
                retryOn.add(type(text()).asSubclass(Throwable.class));
            }
            return new Stage(
                    id, name, operation(), options.withRetryOn(retryOn), first, count, nanos, size);
        }

        private Operation operation() {
            int kind = bytes.byte1();
            return switch (kind) {
                case INPUT -> new Operation.Input(type(text()));
                case CONSTANT ->
                        new Operation.Constant(Objects.requireNonNull(value(), "a constant"));
                case CALL -> call();
                case KEYS -> {
                    String cache = text();
                    Class<?> type = type(text());
                    yield new Operation.CacheKeys(cache, list(), type);
                }
                case PARTITIONS -> new Operation.CachePartitions(text(), bytes.varint());
                default ->
                        throw new SerializationException(
                                "Corrupted bytes: " + kind + " is no kind of a stage");
            };
        }

        private Operation call() {
            FunctionDescriptor descriptor = FunctionDescriptor.read(bytes);
            context.functions().define(descriptor);
            var captured = (@Nullable Object[]) value();
            if (captured == null) {
                throw new SerializationException("A function was stored without its values");
            }
            var fn = (Serializable) context.functions().create(descriptor.id(), captured, loader);
            boolean indexed = bytes.bool();
            boolean gathered = bytes.bool();
            return new Operation.Call(fn, indexed, (List<?>) value(), gathered);
        }

        private List<?> list() {
            return (List<?>) Objects.requireNonNull(value(), "keys of a stage");
        }

        private Class<?> type(String name) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                throw new SerializationException(
                        "The class " + name + " of a durable run is missing on this node", e);
            }
        }
    }
}
