package io.wick.ignite.internal.function;

import io.wick.error.ConfigException;
import io.wick.ignite.internal.codec.ByteReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jars of an application as bytes, to be sent to other nodes. The same files give the same id
 * on every machine: a class folder becomes a jar with sorted, uncompressed entries of a fixed time.
 * Immutable but for the arrays, which nobody changes.
 */
public final class ApplicationImage {
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final List<Part> parts;
    private final UUID id;

    private ApplicationImage(List<Part> parts) {
        this.parts = List.copyOf(parts);
        MessageDigest digest = sha256();
        for (Part part : parts) {
            digest.update(part.sha256.getBytes(StandardCharsets.US_ASCII));
        }
        this.id = new ByteReader(digest.digest(), 0, 16).uuid();
    }

    /**
     * Reads jars and class folders into memory.
     *
     * @throws ConfigException when one does not exist or cannot be read
     */
    public static ApplicationImage of(List<Path> jarsAndFolders) {
        return new ApplicationImage(jarsAndFolders.stream().map(ApplicationImage::part).toList());
    }

    /** The jars in class path order. */
    public List<Part> parts() {
        return parts;
    }

    /** A hash of the contents of all parts in their order; their names do not matter. */
    public UUID id() {
        return id;
    }

    private static Part part(Path path) {
        try {
            Path name = path.toAbsolutePath().normalize().getFileName();
            if (name == null) {
                throw new ConfigException(
                        "WickConfig.application: a root is no jar or class folder: " + path);
            }
            boolean folder = Files.isDirectory(path);
            byte[] bytes = folder ? zip(path) : Files.readAllBytes(path);
            String sha256 = HexFormat.of().formatHex(sha256().digest(bytes));
            return new Part(folder ? name + ".jar" : name.toString(), sha256, bytes);
        } catch (IOException e) {
            throw new ConfigException(
                    "WickConfig.application: expected a readable jar or class folder at "
                            + path.toAbsolutePath()
                            + ", got "
                            + e
                            + ". Build it first, or correct the path.",
                    e);
        }
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            List<String> names =
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .toList();
            for (String name : names) {
                add(zip, name, Files.readAllBytes(folder.resolve(name)));
            }
        }
        return bytes.toByteArray();
    }

    /** Stored, because compressed bytes differ between builds of zlib and so would the id. */
    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(FIXED_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * One jar.
     *
     * @param name its file name, for people
     * @param sha256 the hash of its bytes, 64 hexadecimal digits
     * @param jarBytes its bytes, not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Part(String name, String sha256, byte[] jarBytes) {}
}
