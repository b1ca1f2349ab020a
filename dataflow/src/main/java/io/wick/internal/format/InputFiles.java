package io.wick.internal.format;

import io.wick.error.PipelineException;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a path names, which may be a directory or have wildcards. */
public final class InputFiles {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private InputFiles() {}

    /**
     * The file itself, the files of a directory, or those that match a glob ({@code data/*.csv},
     * {@code data/**.csv}), sorted by name. Files whose names begin with a dot or an underscore are
     * not data.
     *
     * @throws PipelineException if there is none
     */
    public static List<Path> of(String path) {
        Path exact = isGlob(path) ? null : Path.of(path).toAbsolutePath().normalize();
        if (exact != null && Files.isRegularFile(exact)) {
            return List.of(exact);
        }
        List<Path> found;
        try {
            found = exact != null ? inDirectory(exact) : matching(path);
        } catch (IOException e) {
            throw new PipelineException("The files of " + path + " cannot be listed: " + e, e);
        }
        if (found.isEmpty()) {
            throw new PipelineException(
                    "There is no file "
                            + path
                            + ", looked for from "
                            + Path.of("").toAbsolutePath()
                            + ". Files must be at the same path on all nodes");
        }
        return found;
    }

    /**
     * The file that a split reads.
     *
     * @param bytes how long it was when the run was planned
     * @throws PipelineException if it is not there, or not as long
     */
    public static Path unchanged(String file, long bytes) throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new PipelineException(
                    "There is no file "
                            + file
                            + " on this node. Files must be at the same path on all nodes");
        }
        long now = Files.size(path);
        if (now != bytes) {
            throw new PipelineException(
                    "The file "
                            + file
                            + " had "
                            + bytes
                            + " bytes when the run was planned and has "
                            + now
                            + " here. Write to another file and run again");
        }
        return path;
    }

    private static boolean isGlob(String path) {
        return WILDCARD.matcher(path).find();
    }

    private static List<Path> inDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(InputFiles::isData).sorted().toList();
        }
    }

    private static List<Path> matching(String glob) throws IOException {
        Path root = root(glob);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        String rest = glob.substring(Math.min(glob.length(), rootLength(glob)));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
        int depth = rest.contains("**") ? Integer.MAX_VALUE : Path.of(rest).getNameCount();
        try (Stream<Path> all = Files.walk(root, depth)) {
            return all.filter(file -> isData(file) && matcher.matches(root.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    /** The directory before the first wildcard. */
    private static Path root(String glob) {
        return Path.of(glob.substring(0, rootLength(glob))).toAbsolutePath().normalize();
    }

    private static int rootLength(String glob) {
        var matcher = WILDCARD.matcher(glob);
        int wildcard = matcher.find() ? matcher.start() : glob.length();
        return glob.lastIndexOf('/', wildcard) + 1;
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.startsWith(".") && !name.startsWith("_");
    }
}
