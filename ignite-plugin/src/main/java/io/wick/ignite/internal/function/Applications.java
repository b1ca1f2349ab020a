package io.wick.ignite.internal.function;

import io.wick.error.SerializationException;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.configuration.CacheConfiguration;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applications: sets of jars shipped once, by content, through a replicated cache and loaded apart
 * from each other on each node. Blocks while jars are read; never called on network threads.
 */
public final class Applications {
    private static final String CACHE = "wick-applications";

    private final Ignite ignite;
    private final ClassLoader own;
    private final Map<UUID, ClassLoader> loaders = new ConcurrentHashMap<>();
    private final List<Path> files = new ArrayList<>();
    private volatile @Nullable ApplicationImage unshipped;

    public Applications(Ignite ignite, ClassLoader own) {
        this.ignite = ignite;
        this.own = own;
    }

    /** The node's own class path. */
    public ClassLoader own() {
        return own;
    }

    /**
     * Reads the jars and class folders of this node's application and gives its id. They are
     * shipped with the first task, because a node may start before its cluster is active.
     */
    public UUID take(List<Path> jarsAndFolders) {
        ApplicationImage image = ApplicationImage.of(jarsAndFolders);
        loaders.put(image.id(), own);
        unshipped = image;
        return image.id();
    }

    /** Ships what {@link #take} read, unless that is done; blocks, on users' threads. */
    public void ship() {
        if (unshipped != null) {
            shipNow();
        }
    }

    private synchronized void shipNow() {
        ApplicationImage image = unshipped;
        if (image == null) {
            return;
        }
        UUID id = image.id();
        IgniteCache<String, byte[]> cache = cache();
        String listKey = "application:" + id;
        if (!cache.containsKey(listKey)) {
            var list = new StringBuilder();
            for (ApplicationImage.Part part : image.parts()) {
                cache.putIfAbsent(part.sha256(), part.jarBytes());
                list.append(part.sha256()).append(' ').append(part.name()).append('\n');
            }
            cache.put(listKey, list.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        unshipped = null;
    }

    /** The loader of an application's classes on this node. */
    public ClassLoader loader(@Nullable UUID application) {
        if (application == null) {
            return own;
        }
        ClassLoader loader = loaders.get(application);
        return loader != null ? loader : load(application);
    }

    private synchronized ClassLoader load(UUID application) {
        ClassLoader known = loaders.get(application);
        if (known != null) {
            return known;
        }
        IgniteCache<String, byte[]> cache = cache();
        byte[] list = cache.get("application:" + application);
        if (list == null) {
            throw new SerializationException(
                    "Application "
                            + application
                            + " is not in the cluster's cache "
                            + CACHE
                            + ". Submit again from a node that was started with"
                            + " WickConfig.application(...).");
        }
        try {
            var jars = new ArrayList<Path>();
            Path folder = Files.createTempDirectory("wick-application-");
            files.add(folder);
            for (String line :
                    new String(list, java.nio.charset.StandardCharsets.UTF_8).lines().toList()) {
                int blank = line.indexOf(' ');
                byte[] bytes = cache.get(line.substring(0, blank));
                if (bytes == null) {
                    throw new SerializationException(
                            "Jar "
                                    + line.substring(blank + 1)
                                    + " of application "
                                    + application
                                    + " is missing in the cluster's cache "
                                    + CACHE);
                }
                Path jar =
                        folder.resolve(
                                jars.size()
                                        + "-"
                                        + Path.of(line.substring(blank + 1)).getFileName());
                jars.add(Files.write(jar, bytes));
                files.add(jar);
            }
            ClassLoader loader = new ApplicationLoader(application.toString(), jars, own);
            loaders.put(application, loader);
            return loader;
        } catch (IOException e) {
            throw new UncheckedIOException("Application " + application + " cannot be unpacked", e);
        }
    }

    /** Closes the loaders and deletes the unpacked jars. */
    public synchronized void close() throws IOException {
        for (ClassLoader loader : loaders.values()) {
            if (loader instanceof ApplicationLoader application) {
                application.close();
            }
        }
        loaders.clear();
        for (Path file : files.reversed()) {
            Files.deleteIfExists(file);
        }
        files.clear();
    }

    private IgniteCache<String, byte[]> cache() {
        return ignite.getOrCreateCache(
                new CacheConfiguration<String, byte[]>(CACHE)
                        .setCacheMode(CacheMode.REPLICATED)
                        .setNodeFilter(io.wick.ignite.internal.object.StoreCaches.runsWick())
                        .setDataRegionName(
                                io.wick.ignite.internal.object.StoreCaches.DURABLE_REGION));
    }
}
