import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format (AOSP style, 100 columns) to every Java source of the tree.
 * Runs on JDK 25 and not inside Maven's JVM, because the formatter parses with the javac it runs
 * on, and a JDK 17 javac does not know the language of release 25. Files older than the stamp of
 * the last clean run are not read again.
 */
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    public static void main(String[] arguments) throws IOException {
        String mode = arguments[0];
        Path root = Path.of(arguments[1]);
        if (mode.equals("skip")) {
            return;
        }
        if (!mode.equals("check") && !mode.equals("apply")) {
            throw new IllegalArgumentException(
                    "wick.format is '" + mode + "', expected check, apply or skip");
        }
        boolean apply = mode.equals("apply");
        Path stamp = root.resolve("target/format.stamp");
        FileTime since =
                Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
        FileTime begun = FileTime.from(Instant.now());
        List<String> offenders =
                sources(root, since).parallelStream()
                        .map(source -> offence(root, source, apply))
                        .filter(Objects::nonNull)
                        .toList();
        offenders.forEach(System.err::println);
        if (!offenders.isEmpty()) {
            System.err.println(
                    "Not formatted: "
                            + offenders.size()
                            + " file(s). Run: mvn -N validate -Dwick.format=apply");
            System.exit(1);
        }
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, mode);
        Files.setLastModifiedTime(stamp, begun);
    }

    private static List<Path> sources(Path root, FileTime since) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(Format::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> modified(file).compareTo(since) > 0)
                    .toList();
        }
    }

    private static Stream<Path> walk(Path directory) {
        try {
            return Files.walk(directory);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String offence(Path root, Path source, boolean apply) {
        try {
            String before = Files.readString(source);
            String ordered =
                    ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(before), Style.AOSP);
            String after = StringWrapper.wrap(FORMATTER.formatSource(ordered), FORMATTER);
            if (after.equals(before)) {
                return null;
            }
            if (!apply) {
                return "  " + root.relativize(source);
            }
            Files.writeString(source, after);
            return null;
        } catch (Exception e) {
            return "  " + root.relativize(source) + ": " + e.getMessage();
        }
    }
}
