package io.wick.ignite.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Wick;
import io.wick.error.ConfigException;
import io.wick.ignite.internal.codec.Sources;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

class ApplicationTest {
    @TempDir Path folder;

    @Test
    void when_a_class_is_in_both_then_the_application_wins_but_for_what_is_shared()
            throws Exception {
        Sources.compile(
                folder, "io.wick.examples.Mine", "package io.wick.examples; public class Mine {}");
        Path copy = folder.resolve("io/wick/ignite/internal/function/ApplicationTest.class");
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, "never read: shared");
        try (ApplicationLoader loader =
                new ApplicationLoader("app", List.of(folder), getClass().getClassLoader())) {
            assertThat(loader.loadClass("io.wick.examples.Mine").getClassLoader()).isSameAs(loader);
            assertThat(loader.loadClass(Wick.class.getName())).isSameAs(Wick.class);
            assertThat(loader.loadClass(ApplicationTest.class.getName()))
                    .isSameAs(ApplicationTest.class);
            assertThat(loader.loadClass("java.sql.Date").getClassLoader()).isNotSameAs(loader);
            assertThatThrownBy(() -> loader.loadClass("no.such.Type"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.applicationId()).isEqualTo("app");
        }
    }

    @Test
    void when_names_are_of_wick_then_only_the_library_is_shared() {
        assertThat(
                        List.of(
                                "io.wick.Wick",
                                "io.wick.error.X",
                                "io.wick.ignite.internal.exec.Y",
                                "java.util.List"))
                .allMatch(ApplicationLoader::isShared);
        assertThat(
                        List.of(
                                "io.wick.examples.Flights",
                                "io.wick.test.T",
                                "io.wickedness.A",
                                "Main",
                                "javaclub.A"))
                .noneMatch(ApplicationLoader::isShared);
    }

    @Test
    void when_resources_are_in_both_then_the_applications_come_first() throws Exception {
        Files.writeString(folder.resolve("settings.txt"), "mine");
        try (ApplicationLoader loader =
                new ApplicationLoader("app", List.of(folder), getClass().getClassLoader())) {
            URL found = loader.getResource("settings.txt");
            assertThat(found).isNotNull();
            assertThat(Collections.list(loader.getResources("settings.txt")))
                    .containsExactly(found);
        }
    }

    @Test
    void when_the_same_classes_are_imaged_twice_then_the_id_is_the_same_and_the_jar_works()
            throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Sources.compile(first, "shop.Order", "package shop; public class Order {}");
        Sources.compile(second, "shop.Order", "package shop; public class Order {}");
        Files.setLastModifiedTime(
                second.resolve("shop/Order.class"),
                java.nio.file.attribute.FileTime.fromMillis(12345678));

        ApplicationImage image = ApplicationImage.of(List.of(first));

        assertThat(image.id()).isEqualTo(ApplicationImage.of(List.of(second)).id());
        ApplicationImage.Part part = image.parts().getFirst();
        assertThat(part.name()).isEqualTo("first.jar");
        assertThat(part.sha256()).hasSize(64);
        Path jar = Files.write(folder.resolve("part.jar"), part.jarBytes());
        assertThat(ApplicationImage.of(List.of(jar)).id()).isEqualTo(image.id());
        try (ApplicationLoader loader =
                new ApplicationLoader("app", List.of(jar), getClass().getClassLoader())) {
            assertThat(loader.loadClass("shop.Order").getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void when_a_class_changes_or_the_order_does_then_the_id_differs() throws Exception {
        Path one =
                Sources.compile(folder.resolve("1"), "shop.A", "package shop; public class A {}");
        Path two =
                Sources.compile(
                        folder.resolve("2"), "shop.A", "package shop; public class A { int x; }");

        assertThat(
                        List.of(
                                ApplicationImage.of(List.of(one)).id(),
                                ApplicationImage.of(List.of(two)).id(),
                                ApplicationImage.of(List.of(one, two)).id(),
                                ApplicationImage.of(List.of(two, one)).id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void when_a_path_does_not_exist_then_the_message_names_it() {
        assertThatThrownBy(() -> ApplicationImage.of(List.of(folder.resolve("none.jar"))))
                .isExactlyInstanceOf(ConfigException.class)
                .hasMessageContaining("none.jar")
                .hasMessageContaining("Build it first");
    }
}
