package io.wick.internal.graph;

import com.fasterxml.jackson.core.JsonGenerator;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.GraphException;

import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes and reads what a stage has of options, as far as they are not the usual ones. */
final class JsonOptions {
    private JsonOptions() {}

    /** Writes the fields of an object. */
    static void write(JsonGenerator out, JsonValues values, Stage stage) throws IOException {
        TaskOptions options = stage.options();
        TaskOptions usual = TaskOptions.DEFAULT;
        if (options.retries() != usual.retries()) {
            out.writeNumberField("retries", options.retries());
        }
        if (!options.retryOn().isEmpty()) {
            out.writeArrayFieldStart("retryOn");
            for (Class<?> type : options.retryOn()) {
                out.writeString(type.getName());
            }
            out.writeEndArray();
        }
        Duration timeout = options.timeout();
        if (timeout != null) {
            out.writeStringField("timeout", timeout.toString());
        }
        if (!options.resources().equals(usual.resources())) {
            out.writeObjectFieldStart("thousandths");
            for (Map.Entry<String, Long> amount : options.resources().amounts().entrySet()) {
                out.writeNumberField(amount.getKey(), amount.getValue());
            }
            out.writeEndObject();
        }
        if (!options.placement().equals(usual.placement())) {
            out.writeObjectFieldStart("placement");
            writePlacement(out, values, options.placement(), stage.name());
            out.writeEndObject();
        }
        if (options.speculative()) {
            out.writeBooleanField("speculative", true);
        }
        if (stage.expectedNanos() != 0) {
            out.writeNumberField("expectedNanos", stage.expectedNanos());
        }
        if (stage.expectedBytes() != -1) {
            out.writeNumberField("expectedBytes", stage.expectedBytes());
        }
    }

    private static void writePlacement(
            JsonGenerator out, JsonValues values, Placement placement, String stage)
            throws IOException {
        switch (placement) {
            case Placement.Auto _ -> {}
            case Placement.Spread _ -> out.writeBooleanField("spread", true);
            case Placement.OnNode on -> out.writeStringField("onNode", on.node().toString());
            case Placement.WithAttribute with -> {
                out.writeStringField("attribute", with.name());
                out.writeStringField("value", with.value());
            }
            case Placement.NearKey near -> {
                out.writeStringField("cache", near.cache());
                out.writeFieldName("key");
                try {
                    values.write(near.key());
                } catch (Unwritable e) {
                    throw new GraphException(
                            "Cannot write '"
                                    + stage
                                    + "' as JSON: it is to run near "
                                    + e.what()
                                    + ". "
                                    + Unwritable.WRITABLE
                                    + ". Use such a key");
                }
            }
            case Placement.InGroup _ ->
                    throw new GraphException(
                            "Cannot write '"
                                    + stage
                                    + "' as JSON: it is to run in a placement group, which ends"
                                    + " with its cluster");
            case Placement.NearRef _ ->
                    throw new GraphException(
                            "Cannot write '"
                                    + stage
                                    + "' as JSON: it is to run near an ObjectRef, which ends with"
                                    + " its cluster. Make the value an input(..) of the graph");
        }
    }

    /** A stage with the options of an object; null for the usual ones. */
    static Stage read(JsonCursor at, JsonValueReader values, Stage stage) {
        at.object(
                List.of(),
                "retries",
                "retryOn",
                "timeout",
                "thousandths",
                "placement",
                "speculative",
                "expectedNanos",
                "expectedBytes");
        TaskOptions options = stage.options();
        if (at.has("retries")) {
            options = options.withRetries((int) at.get("retries").whole(0, Integer.MAX_VALUE));
        }
        if (at.has("retryOn")) {
            options = options.withRetryOn(throwables(at.get("retryOn"), values));
        }
        if (at.has("timeout")) {
            options = options.withTimeout(duration(at.get("timeout")));
        }
        if (at.has("thousandths")) {
            options = options.withResources(resources(at.get("thousandths")));
        }
        if (at.has("placement")) {
            options = options.withPlacement(placement(at.get("placement"), values));
        }
        if (at.has("speculative")) {
            options = speculative(at.get("speculative"), options);
        }
        long nanos = at.has("expectedNanos") ? amount(at.get("expectedNanos")) : 0;
        long bytes = at.has("expectedBytes") ? amount(at.get("expectedBytes")) : -1;
        return stage.withOptions(options).withExpected(nanos, bytes);
    }

    private static TaskOptions speculative(JsonCursor at, TaskOptions options) {
        try {
            return options.withSpeculative(at.flag());
        } catch (IllegalArgumentException e) {
            throw at.wrong("it cannot be so: " + e.getMessage(), e);
        }
    }

    private static long amount(JsonCursor at) {
        return at.whole(0, Long.MAX_VALUE);
    }

    private static List<Class<? extends Throwable>> throwables(
            JsonCursor at, JsonValueReader values) {
        var types = new ArrayList<Class<? extends Throwable>>();
        for (JsonCursor element : at.elements()) {
            Class<?> type = values.classes().type(element);
            if (!Throwable.class.isAssignableFrom(type)) {
                throw element.wrong(type.getName() + " is no exception");
            }
            types.add(type.asSubclass(Throwable.class));
        }
        return types;
    }

    private static Duration duration(JsonCursor at) {
        try {
            Duration duration = Duration.parse(at.text());
            if (duration.isNegative() || duration.isZero()) {
                throw at.expected("a positive duration");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw at.wrong("expected a duration like PT1.5S: " + e.getMessage(), e);
        }
    }

    private static Resources resources(JsonCursor at) {
        if (!at.node().isObject()) {
            throw at.expected("an object");
        }
        var amounts = new TreeMap<String, Long>();
        for (Iterator<String> names = at.node().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            amounts.put(name, amount(at.get(name)));
        }
        return new Resources(amounts);
    }

    private static Placement placement(JsonCursor at, JsonValueReader values) {
        if (at.has("onNode")) {
            JsonCursor node = at.object(List.of("onNode")).get("onNode");
            try {
                return new Placement.OnNode(UUID.fromString(node.text()));
            } catch (IllegalArgumentException e) {
                throw node.wrong("expected a UUID: " + e.getMessage(), e);
            }
        }
        if (at.has("attribute")) {
            at.object(List.of("attribute", "value"));
            return new Placement.WithAttribute(at.get("attribute").text(), at.get("value").text());
        }
        if (at.has("cache")) {
            at.object(List.of("cache", "key"));
            Object key = values.read(at.get("key"));
            if (key == null) {
                throw at.get("key").expected("a key");
            }
            return new Placement.NearKey(at.get("cache").text(), key);
        }
        if (!at.object(List.of("spread")).get("spread").flag()) {
            throw at.get("spread").expected("true");
        }
        return new Placement.Spread();
    }
}
