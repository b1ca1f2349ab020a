package io.wick.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;

/** The zip that users install. */
final class PluginZip {
    private PluginZip() {}

    /** Unpacks it and gives the folder of the plugin. */
    static Path unpack(Path target) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(path()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return target.resolve("libs/optional/wick-ignite-plugin");
    }

    /** The files in a folder. */
    static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static Path path() {
        return Path.of(System.getProperty("wick.plugin.zip"));
    }
}
