package io.wick.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which classes a text from outside may use: whose functions it may call, and of whose records and
 * enums it may hold values. Immutable, thread-safe.
 *
 * <pre>{@code
 * Allowed ours = Allowed.packages("com.acme.flights").and(Allowed.classes(Unit.class));
 * Graph<Double> graph = Graph.fromJson(json, Double.class, ours);
 * }</pre>
 *
 * <p>A class that is allowed lends all of its serialisable lambdas and method references to the
 * text, with arguments that the text chooses. So allow the packages of your graphs, not those of
 * everything that is on the class path.
 *
 * <p>Not asked about are Wick's {@code Fn0} to {@code Fn3}, the enums of the JDK, and its numbers,
 * texts, times and collections.
 */
public final class Allowed {
    private static final Allowed EVERYTHING = new Allowed(Set.of(), Set.of(), true);

    private final Set<String> packages;
    private final Set<String> classes;
    private final boolean everything;

    private Allowed(Set<String> packages, Set<String> classes, boolean everything) {
        this.packages = packages;
        this.classes = classes;
        this.everything = everything;
    }

    /**
     * The classes of packages and of those below them: {@code com.acme} stands for {@code
     * com.acme.Flight} and {@code com.acme.model.Flight}, not for {@code com.acmetrade.Flight}.
     *
     * @throws IllegalArgumentException when none is given, or one is blank or ends with a dot or
     *     star
     */
    public static Allowed packages(String... names) {
        for (String name : names) {
            if (name.isBlank() || name.endsWith(".") || name.endsWith("*")) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no name of a package. Write it like \"com.acme\"");
            }
        }
        return new Allowed(some(List.of(names)), Set.of(), false);
    }

    /**
     * The classes of the packages of these classes, and below them. A class without a package
     * stands for the classes without one.
     *
     * @throws IllegalArgumentException when none is given
     */
    public static Allowed packagesOf(Class<?>... types) {
        var names = new ArrayList<String>();
        for (Class<?> type : types) {
            names.add(type.getPackageName());
        }
        return new Allowed(some(names), Set.of(), false);
    }

    /**
     * These classes, and those inside of them, alone.
     *
     * @throws IllegalArgumentException when none is given
     */
    public static Allowed classes(Class<?>... types) {
        var names = new ArrayList<String>();
        for (Class<?> type : types) {
            names.add(type.getName());
        }
        return new Allowed(Set.of(), some(names), false);
    }

    /** Every class that is found: for a text that you trust like a jar. */
    public static Allowed everything() {
        return EVERYTHING;
    }

    /** What this or the other allows. */
    public Allowed and(Allowed other) {
        return new Allowed(
                union(packages, other.packages),
                union(classes, other.classes),
                everything || other.everything);
    }

    /**
     * Whether a class may be used.
     *
     * @param className as {@link Class#getName} gives it, not of an array
     */
    public boolean permits(String className) {
        if (everything) {
            return true;
        }
        for (String of : packages) {
            if (isBelow(className, of)) {
                return true;
            }
        }
        for (String of : classes) {
            if (className.equals(of) || className.startsWith(of + '$')) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String className, String of) {
        return of.isEmpty() ? className.indexOf('.') < 0 : className.startsWith(of + '.');
    }

    private static Set<String> some(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Nothing is allowed: name one or more");
        }
        return union(new TreeSet<>(names), Set.of());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return Collections.unmodifiableSet(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Allowed that
                && packages.equals(that.packages)
                && classes.equals(that.classes)
                && everything == that.everything;
    }

    @Override
    public int hashCode() {
        return Objects.hash(packages, classes, everything);
    }

    /** What is allowed, for people. */
    @Override
    public String toString() {
        if (everything) {
            return "everything";
        }
        var parts = new ArrayList<String>();
        packages.forEach(of -> parts.add(of.isEmpty() ? "classes without a package" : of + ".*"));
        parts.addAll(classes);
        return String.join(", ", parts);
    }
}
