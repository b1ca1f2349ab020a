package io.wick.ignite.internal.codec;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which classes do not travel though their fields could be copied: what stands for a resource of
 * one JVM. By the names of all supertypes, so that none of them is loaded for it. Thread-safe.
 */
final class TravelRules {
    private static final Map<String, Refusal> BY_SUPERTYPE = table();

    private static final ClassValue<Optional<Refusal>> CACHE =
            new ClassValue<>() {
                @Override
                protected Optional<Refusal> computeValue(Class<?> type) {
                    return Optional.ofNullable(judge(type));
                }
            };

    private TravelRules() {}

    static @Nullable Refusal refusalOf(Class<?> type) {
        return CACHE.get(type).orElse(null);
    }

    /** Whether this is the class of a lambda or method reference. */
    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains("$$Lambda");
    }

    private static @Nullable Refusal judge(Class<?> type) {
        if (type.isPrimitive()
                || type.isArray()
                || type.isEnum()
                || MemorySegment.class.isAssignableFrom(type)) {
            return null;
        }
        if (isLambda(type)) {
            return Serializable.class.isAssignableFrom(type) ? null : lambda(type);
        }
        Refusal listed = listed(type);
        return listed == null && isForeignToAll(type)
                ? Refusal.of("objects of this class of the JDK")
                : listed;
    }

    private static Refusal lambda(Class<?> type) {
        Class<?>[] interfaces = type.getInterfaces();
        String name = interfaces.length == 0 ? "T" : interfaces[0].getSimpleName();
        return new Refusal(
                "this lambda is not serialisable, because " + name + " is not",
                "Type it as Fn0, Fn1, Fn2 or Fn3, or cast it: (" + name + " & Serializable).");
    }

    private static @Nullable Refusal listed(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        Refusal found = BY_SUPERTYPE.get(type.getName());
        for (Class<?> parent : type.getInterfaces()) {
            found = found == null ? listed(parent) : found;
        }
        return found == null ? listed(type.getSuperclass()) : found;
    }

    /**
     * A class of the JDK's inside that says of itself it is not serialisable and that Fory has no
     * way for.
     */
    private static boolean isForeignToAll(Class<?> type) {
        return !Serializable.class.isAssignableFrom(type)
                && (type.getName().startsWith("jdk.") || type.getName().startsWith("sun."))
                && type.getModule().isNamed();
    }

    private static Map<String, Refusal> table() {
        Map<String, Refusal> table = new HashMap<>();
        put(table, "threads", "java.lang.Thread", "java.lang.ThreadGroup", "java.util.Timer");
        put(table, "thread locals", "java.lang.ThreadLocal");
        put(table, "class loaders", "java.lang.ClassLoader");
        put(table, "processes", "java.lang.Process", "java.lang.ProcessHandle");
        put(
                table,
                "weak, soft and phantom references",
                "java.lang.ref.Reference",
                "java.lang.ref.Cleaner");
        put(table, "method handles", "java.lang.invoke.MethodHandle", "java.lang.invoke.VarHandle");
        put(table, "lookups", "java.lang.invoke.MethodHandles$Lookup");
        put(table, "arenas", "java.lang.foreign.Arena");
        String locks = "java.util.concurrent.locks.";
        put(
                table,
                "locks",
                locks + "Lock",
                locks + "ReadWriteLock",
                locks + "StampedLock",
                locks + "Condition");
        put(
                table,
                "locks",
                locks + "AbstractOwnableSynchronizer",
                "java.util.concurrent.CountDownLatch");
        put(table, "locks", "java.util.concurrent.Semaphore", "java.util.concurrent.Phaser");
        put(table, "locks", "java.util.concurrent.CyclicBarrier", "java.util.concurrent.Exchanger");
        put(table, "executors", "java.util.concurrent.ExecutorService");
        put(
                table,
                "streams",
                "java.io.InputStream",
                "java.io.OutputStream",
                "java.io.Reader",
                "java.io.Writer");
        put(table, "open files", "java.io.RandomAccessFile", "java.io.FileDescriptor");
        put(table, "streams", "java.util.stream.BaseStream", "java.util.Scanner");
        put(
                table,
                "sockets",
                "java.net.Socket",
                "java.net.ServerSocket",
                "java.net.DatagramSocket");
        put(table, "channels", "java.nio.channels.Channel", "java.nio.channels.Selector");
        put(table, "HTTP clients", "java.net.http.HttpClient");
        put(table, "connections", "java.sql.Connection", "javax.sql.DataSource");
        put(table, "statements and their results", "java.sql.Statement", "java.sql.ResultSet");
        table.put(
                "java.util.concurrent.Future",
                new Refusal(
                        "futures do not travel",
                        "Pass an ObjectRef instead, or wait for the value first."));
        Refusal ignite =
                new Refusal(
                        "handles of an Ignite node do not travel",
                        "Capture the Wick instead, or call Ignition.localIgnite() inside the"
                                + " task.");
        table.put("org.apache.ignite.Ignite", ignite);
        table.put("org.apache.ignite.IgniteCache", ignite);
        table.put("org.apache.ignite.IgniteCompute", ignite);
        table.put("org.apache.ignite.internal.GridKernalContext", ignite);
        return Map.copyOf(table);
    }

    private static void put(Map<String, Refusal> table, String what, String... names) {
        for (String name : names) {
            table.put(name, Refusal.of(what));
        }
    }
}
