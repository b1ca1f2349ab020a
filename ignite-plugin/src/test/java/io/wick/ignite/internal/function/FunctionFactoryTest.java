package io.wick.ignite.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.codec.Sources;
import io.wick.ignite.internal.codec.TestRefs;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FunctionFactoryTest {
    private static final String SHOP =
            """
            package shop;
            import io.wick.*;
            public class Shop {
                public record Order(String item, int amount) {}
                public static Fn0<Object> total(int a, Order order) {
                    return () -> VERSION + ":" + (a + order.amount());
                }
            }
            """;

    @TempDir static Path folder;

    private static Path one;
    private static Path two;

    @BeforeAll
    static void compile() throws Exception {
        one = Sources.compile(folder.resolve("1"), "shop.Shop", version("1"));
        two = Sources.compile(folder.resolve("2"), "shop.Shop", version("2"));
    }

    private static String version(String number) {
        return SHOP.replace("VERSION", "\"v" + number + "\"");
    }

    private static ApplicationLoader loader(String id, Path... parts) {
        return new ApplicationLoader(
                id, List.of(parts), FunctionFactoryTest.class.getClassLoader());
    }

    /** Sends a function from one loader to another as bytes. */
    private static Object ship(Object fn, ClassLoader from, ClassLoader to) {
        FunctionShape shape = FunctionShape.of(fn.getClass());
        ByteWriter out = new ByteWriter();
        TestRefs refs = new TestRefs();
        shape.descriptor(fn).write(out);
        Codec.forLoader(from).writeEach(out, shape.captured(fn), "captured", refs);

        ByteReader in = new ByteReader(out.array(), 0, out.size());
        FunctionDescriptor descriptor = FunctionDescriptor.read(in);
        Object[] captured = new Object[descriptor.capturedCount()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = Codec.forLoader(to).read(in, refs);
        }
        return FunctionFactory.bind(descriptor, to).create(captured);
    }

    private static Fn0<?> total(ClassLoader loader) throws Exception {
        Class<?> shop = loader.loadClass("shop.Shop");
        Object order =
                loader.loadClass("shop.Shop$Order")
                        .getConstructor(String.class, int.class)
                        .newInstance("tea", 40);
        return (Fn0<?>) shop.getMethod("total", int.class, order.getClass()).invoke(null, 2, order);
    }

    @Test
    void when_a_lambda_is_shipped_to_another_loader_then_it_runs_with_the_classes_there()
            throws Exception {
        try (ApplicationLoader from = loader("a", one);
                ApplicationLoader to = loader("b", one)) {
            Object there = ship(total(from), from, to);

            assertThat(((Fn0<?>) there).call()).isEqualTo("v1:42");
            assertThat(there.getClass().getClassLoader()).isSameAs(to);
        }
    }

    @Test
    void when_two_versions_of_a_class_are_loaded_then_each_runs_its_own() throws Exception {
        try (ApplicationLoader first = loader("1", one);
                ApplicationLoader second = loader("2", two);
                ApplicationLoader firstThere = loader("1", one);
                ApplicationLoader secondThere = loader("2", two)) {
            assertThat(((Fn0<?>) ship(total(first), first, firstThere)).call()).isEqualTo("v1:42");
            assertThat(((Fn0<?>) ship(total(second), second, secondThere)).call())
                    .isEqualTo("v2:42");
        }
    }

    @Test
    void when_the_application_is_missing_then_the_class_and_the_repair_are_named()
            throws Exception {
        try (ApplicationLoader from = loader("a", one)) {
            ClassLoader without = getClass().getClassLoader();
            Fn0<?> fn = total(from);
            FunctionDescriptor descriptor = FunctionShape.of(fn.getClass()).descriptor(fn);

            assertThatThrownBy(() -> FunctionFactory.bind(descriptor, without))
                    .isExactlyInstanceOf(SerializationException.class)
                    .hasMessageContaining(
                            "The class shop.Shop of the function Shop.total(lambda) is missing")
                    .hasMessageContaining("WickConfig.application(...)");
        }
    }

    @Test
    void when_a_class_that_the_lambda_needs_is_missing_then_that_one_is_named() throws Exception {
        Path cut = Sources.compile(folder.resolve("cut"), "shop.Shop", version("1"));
        Files.delete(cut.resolve("shop/Shop$Order.class"));
        try (ApplicationLoader from = loader("a", one);
                ApplicationLoader to = loader("b", cut)) {
            Fn0<?> fn = total(from);
            FunctionDescriptor descriptor = FunctionShape.of(fn.getClass()).descriptor(fn);
            FunctionFactory factory = FunctionFactory.bind(descriptor, to);

            assertThatThrownBy(() -> factory.create(new Object[] {1, null}))
                    .isExactlyInstanceOf(SerializationException.class)
                    .hasMessageContaining("The class shop.Shop$Order ");
        }
    }

    @Test
    void when_the_class_there_has_no_such_lambda_then_the_versions_are_blamed() throws Exception {
        Path other =
                Sources.compile(
                        folder.resolve("other"),
                        "shop.Shop",
                        "package shop; public class Shop { public static io.wick.Fn0<Object> f() {"
                                + " return () -> 1; } }");
        try (ApplicationLoader from = loader("a", one);
                ApplicationLoader to = loader("b", other)) {
            Fn0<?> fn = total(from);
            FunctionDescriptor descriptor = FunctionShape.of(fn.getClass()).descriptor(fn);
            FunctionFactory factory = FunctionFactory.bind(descriptor, to);

            assertThatThrownBy(() -> factory.create(new Object[] {1, null}))
                    .isExactlyInstanceOf(SerializationException.class)
                    .hasMessageContaining("another version");
        }
    }

    @Test
    void when_a_factory_is_used_again_then_captures_differ_and_a_capture_free_function_is_one()
            throws Exception {
        ClassLoader here = getClass().getClassLoader();
        int k = 1;
        Fn1<Integer, Integer> add = x -> x + k;
        Fn0<Integer> one = () -> 1;
        FunctionFactory adders =
                FunctionFactory.bind(FunctionShape.of(add.getClass()).descriptor(add), here);
        FunctionFactory ones =
                FunctionFactory.bind(FunctionShape.of(one.getClass()).descriptor(one), here);

        for (int i = 0; i < 5; i++) {
            @SuppressWarnings("unchecked")
            Fn1<Integer, Integer> adder =
                    (Fn1<Integer, Integer>) adders.create(new Object[] {10 * i});
            assertThat(adder.call(1)).isEqualTo(10 * i + 1);
        }
        assertThat(ones.create(new Object[0])).isSameAs(ones.create(new Object[0]));
        assertThatThrownBy(() -> adders.create(new Object[0]))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void when_a_bound_receiver_a_constructor_or_a_plain_object_is_shipped_then_it_runs()
            throws Exception {
        ClassLoader here = getClass().getClassLoader();
        StringBuilder builder = new StringBuilder("ab");
        Fn0<Object> bound = builder::length;
        Fn0<Object> constructor = StringBuilder::new;
        Fn1<Integer, Integer> plain = new FunctionShapeTest.Doubler();

        assertThat(((Fn0<?>) ship(bound, here, here)).call()).isEqualTo(2);
        assertThat(((Fn0<?>) ship(constructor, here, here)).call()).hasToString("");
        Object doubler = ship(plain, here, here);
        assertThat(doubler).isInstanceOf(FunctionShapeTest.Doubler.class).isNotSameAs(plain);
    }
}
