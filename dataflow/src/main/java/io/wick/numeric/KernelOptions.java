package io.wick.numeric;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * How kernels are to run. Immutable; each method gives a changed copy.
 *
 * @param where the places that are allowed
 * @param device of which device the {@link io.wick.numeric.spi.Device#id()} or name contains this;
 *     null for any
 * @param threads how many CPU threads at most; 0 for as many as the calling task holds CPUs, or as
 *     there are where it holds none, such as outside tasks
 */
public record KernelOptions(Where where, @Nullable String device, int threads)
        implements Serializable {
    /** The system property for {@link #DEFAULT}: a {@link Where}, such as {@code auto}. */
    public static final String WHERE_PROPERTY = "wick.numeric.where";

    /** What the system property {@value #WHERE_PROPERTY} says, {@link Where#AUTO} without it. */
    public static final KernelOptions DEFAULT = new KernelOptions(configured(), null, 0);

    public KernelOptions {
        Objects.requireNonNull(where, "where");
        if (threads < 0) {
            throw new IllegalArgumentException("A kernel cannot run on " + threads + " threads");
        }
    }

    /** A copy with other places. */
    public KernelOptions where(Where places) {
        return new KernelOptions(places, device, threads);
    }

    /** A copy for devices whose id or name contains this. */
    public KernelOptions device(String idOrName) {
        return new KernelOptions(where, Objects.requireNonNull(idOrName, "device"), threads);
    }

    /** A copy with a limit of CPU threads. */
    public KernelOptions threads(int most) {
        return new KernelOptions(where, device, most);
    }

    private static Where configured() {
        String word = System.getProperty(WHERE_PROPERTY, Where.AUTO.name());
        for (Where where : Where.values()) {
            if (where.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return where;
            }
        }
        throw new IllegalArgumentException(
                "The system property "
                        + WHERE_PROPERTY
                        + " is '"
                        + word
                        + "': it takes auto, cpu, prefer-device or require-device");
    }
}
