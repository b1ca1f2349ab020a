package io.wick.ignite.internal.codec;

import io.wick.Resources;
import io.wick.error.SerializationException;

import java.util.TreeMap;

/** Amounts of resources in bytes. */
public final class ResourcesCode {
    private ResourcesCode() {}

    /** Writes them. */
    public static void write(ByteWriter out, Resources resources) {
        out.varint(resources.amounts().size());
        resources.amounts().forEach((name, amount) -> out.text(name).varlong(amount));
    }

    /** Reads what {@link #write} wrote; one CPU is always the same object. */
    public static Resources read(ByteReader in) {
        var amounts = new TreeMap<String, Long>();
        int size = in.count(2);
        for (int i = 0; i < size; i++) {
            amounts.put(in.someText(), in.varlong());
        }
        try {
            return shared(new Resources(amounts));
        } catch (IllegalArgumentException e) {
            throw new SerializationException("Corrupted bytes: " + e.getMessage(), e);
        }
    }

    /** The same amounts, one CPU always as the same object: executors compare by identity. */
    public static Resources shared(Resources resources) {
        return resources.equals(Resources.ONE_CPU) ? Resources.ONE_CPU : resources;
    }
}
