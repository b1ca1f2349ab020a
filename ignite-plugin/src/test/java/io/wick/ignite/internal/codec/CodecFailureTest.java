package io.wick.ignite.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.error.SerializationException;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

class CodecFailureTest {
    private final Codec codec = Codec.forLoader(CodecFailureTest.class.getClassLoader());
    private final TestRefs refs = new TestRefs();

    record Config(String name, Object pool) {}

    record Job(Config config, List<Object> items, Map<String, Object> byName) {}

    static final class Parent {
        Child child = new Child(this);
    }

    static final class Child {
        final Parent parent;
        final Object worker = new Thread();

        Child(Parent parent) {
            this.parent = parent;
        }
    }

    static final class Spoiled implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("not today");
        }
    }

    static final class Endless implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(new Endless());
        }
    }

    private AbstractThrowableAssert<?, ?> refused(Object value) {
        ByteWriter out = new ByteWriter();
        out.byte1(1);
        AbstractThrowableAssert<?, ?> thrown =
                assertThatThrownBy(() -> codec.write(out, value, refs))
                        .isExactlyInstanceOf(SerializationException.class);
        assertThat(out.size()).isEqualTo(1);
        return thrown;
    }

    @Test
    void when_a_thread_is_deep_inside_then_the_path_names_it() {
        Job job = new Job(new Config("c", new Thread()), List.of(), Map.of());

        assertThatThrownBy(
                        () ->
                                codec.writeEach(
                                        new ByteWriter(), new Object[] {job}, "captured", refs))
                .hasMessage(
                        "Cannot serialise the value at captured[0].config.pool (java.lang.Thread):"
                                + " threads do not travel. Make the field transient, or create the"
                                + " object inside the task.");
        refused(job)
                .hasMessageStartingWith(
                        "Cannot serialise the value at config.pool (java.lang.Thread)");
    }

    @Test
    void when_the_culprit_is_in_a_collection_a_map_or_a_lambda_then_the_path_has_its_place() {
        Thread thread = new Thread();
        refused(new Job(null, new ArrayList<>(List.of(1, new Config("x", thread))), Map.of()))
                .hasMessageContaining("at items[1].pool (java.lang.Thread)");
        refused(new Job(null, List.of(), new HashMap<>(Map.of("k", thread))))
                .hasMessageContaining("at byName[\"k\"] (java.lang.Thread)");
        Fn0<String> fn = thread::getName;
        refused(List.of(fn)).hasMessageContaining("at [0].captured[0] (java.lang.Thread)");
        refused(new Object[] {1, thread}).hasMessageContaining("at [1] (java.lang.Thread)");
    }

    @Test
    void when_the_graph_has_cycles_then_the_path_is_found_all_the_same() {
        refused(new Parent()).hasMessageContaining("at child.worker (java.lang.Thread)");
    }

    @Test
    void when_a_value_stands_for_a_resource_then_it_is_refused_by_kind() throws Exception {
        refused(new Thread())
                .hasMessageStartingWith("Cannot serialise the value (java.lang.Thread): threads");
        refused(CodecFailureTest.class.getClassLoader())
                .hasMessageContaining("class loaders do not travel");
        refused(new ReentrantLock()).hasMessageContaining("locks do not travel");
        refused(new Config("l", new ReentrantLock())).hasMessageContaining("at pool");
        try (var pool = Executors.newFixedThreadPool(1)) {
            refused(pool).hasMessageContaining("executors do not travel");
        }
        refused(new ByteArrayInputStream(new byte[1]))
                .hasMessageContaining("streams do not travel");
        refused(new WeakReference<>("x")).hasMessageContaining("references do not travel");
        refused(ThreadLocal.withInitial(() -> 1))
                .hasMessageContaining("thread locals do not travel");
        refused(new CompletableFuture<String>()).hasMessageContaining("Pass an ObjectRef");
        refused(new Config("p", ProcessHandle.current()))
                .hasMessageContaining("processes do not travel");
        refused(new Config("i", List.of(1).iterator())).hasMessageContaining("at pool");
    }

    @Test
    void when_a_lambda_is_not_serialisable_then_the_message_says_what_to_type_it_as() {
        Supplier<String> supplier = () -> "x";
        Function<String, String> function = x -> x;

        refused(supplier)
                .hasMessageContaining("Supplier is not")
                .hasMessageContaining("Fn0, Fn1, Fn2 or Fn3");
        refused(new Config("f", function))
                .hasMessageContaining("at pool")
                .hasMessageContaining("& Serializable");
    }

    @Test
    void when_an_object_refuses_by_itself_then_the_innermost_is_named() {
        refused(new Config("s", List.of(1, new Spoiled())))
                .hasMessageContaining("at pool[1] (" + Spoiled.class.getName() + "): ")
                .hasMessageContaining("not today");
    }

    @Test
    void when_a_structure_is_too_deep_for_the_stack_then_the_message_says_so() {
        refused(new Config("e", new Endless())).hasMessageContaining("nested too deeply");
    }

    @Test
    void when_a_segment_cannot_be_read_here_then_it_is_refused() throws Exception {
        MemorySegment closed;
        try (Arena arena = Arena.ofShared()) {
            closed = arena.allocate(8);
        }
        refused(closed).hasMessageContaining("arena is closed");
        refused(new Config("m", closed)).hasMessageContaining("arena is closed");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mine = arena.allocate(8);
            Thread other =
                    Thread.ofVirtual().start(() -> refused(mine).hasMessageContaining("confined"));
            other.join();
        }
    }

    @Test
    void when_a_class_is_missing_then_its_name_and_the_repair_are_given(@TempDir Path folder)
            throws Exception {
        Sources.compile(
                folder,
                "shop.Order",
                "package shop; public class Order { public int amount = 3; }");
        ByteWriter out = new ByteWriter();
        try (var loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Object order = loader.loadClass("shop.Order").getConstructor().newInstance();
            Codec.forLoader(loader).write(out, List.of(order), refs);
        }

        assertThatThrownBy(() -> codec.read(new ByteReader(out.array(), 0, out.size()), refs))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessageContaining("The class shop.Order is missing")
                .hasMessageContaining("add its jar with WickConfig.application(...)");
    }

    @Test
    void when_a_class_differs_between_the_nodes_then_that_is_said(@TempDir Path folder)
            throws Exception {
        Path one =
                Sources.compile(
                        folder.resolve("1"),
                        "shop.Order",
                        "package shop; public class Order { public int amount = 3; }");
        Path two =
                Sources.compile(
                        folder.resolve("2"),
                        "shop.Order",
                        "package shop; public class Order { public String amount; int n; }");
        ClassLoader parent = getClass().getClassLoader();
        try (var loader1 = new URLClassLoader(new URL[] {one.toUri().toURL()}, parent);
                var loader2 = new URLClassLoader(new URL[] {two.toUri().toURL()}, parent)) {
            ByteWriter out = new ByteWriter();
            Object order = loader1.loadClass("shop.Order").getConstructor().newInstance();
            Codec.forLoader(loader1).write(out, order, refs);

            assertThatThrownBy(
                            () ->
                                    Codec.forLoader(loader2)
                                            .read(new ByteReader(out.array(), 0, out.size()), refs))
                    .isExactlyInstanceOf(SerializationException.class)
                    .hasMessageContaining("differs between the nodes")
                    .hasMessageContaining("shop.Order");
        }
    }

    @Test
    void when_the_sink_throws_then_its_exception_comes_out() {
        RefSink lost =
                ref -> {
                    throw new io.wick.error.ObjectLostException("gone");
                };
        assertThatThrownBy(() -> codec.write(new ByteWriter(), List.of(new TestRef<>("x")), lost))
                .isInstanceOf(io.wick.error.ObjectLostException.class);
    }

    @Test
    void when_bytes_are_damaged_then_only_typed_exceptions_come_out() {
        ByteWriter out = new ByteWriter();
        codec.write(
                out,
                new Job(new Config("c", new int[] {1, 2}), List.of("a", 2L), Map.of("k", 1.5)),
                refs);
        byte[] good = out.toByteArray();
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] bad = good.clone();
            int end = random.nextInt(1, good.length + 1);
            bad[random.nextInt(good.length)] = (byte) random.nextInt(4);
            try {
                codec.read(new ByteReader(bad, 0, end), refs);
            } catch (SerializationException | IndexOutOfBoundsException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void when_a_loader_dies_then_its_codec_dies_with_it() throws Exception {
        WeakReference<Codec> dead = codecOfALoaderThatDies();
        for (int i = 0; i < 100 && dead.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(dead.get()).isNull();
        ClassLoader own = CodecFailureTest.class.getClassLoader();
        assertThat(Codec.forLoader(own)).isSameAs(codec).isSameAs(Codec.forLoader(own));
    }

    private WeakReference<Codec> codecOfALoaderThatDies() throws IOException {
        try (var loader = new URLClassLoader(new URL[0], CodecFailureTest.class.getClassLoader())) {
            Codec of = Codec.forLoader(loader);
            ByteWriter out = new ByteWriter();
            of.write(out, new Config("x", 1), refs);
            of.read(new ByteReader(out.array(), 0, out.size()), refs);
            assertThat(Codec.forLoader(loader)).isSameAs(of).isNotSameAs(codec);
            return new WeakReference<>(of);
        }
    }
}
