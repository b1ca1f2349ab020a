package io.wick.ignite.internal.function;

import io.wick.error.ConfigException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * The classes of one application: its own jars first, so that it may use other versions of
 * libraries than the node. What must be the same on both sides, the JDK, Wick, Ignite, slf4j and
 * jspecify, comes from the parent. Thread-safe; close it when the last function of the application
 * is gone.
 */
public final class ApplicationLoader extends URLClassLoader {
    /** Packages, with all below them, that the parent has. */
    private static final List<String> SHARED_TREES =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "org.apache.ignite.",
                    "org.slf4j.",
                    "org.jspecify.",
                    "io.wick.internal.",
                    "io.wick.ignite.",
                    "io.wick.numeric.",
                    "io.wick.tornado.");

    /** Packages of Wick that a user's packages may lie below, as io.wick.examples does. */
    private static final Set<String> SHARED_PACKAGES =
            Set.of("io.wick", "io.wick.error", "io.wick.spi");

    static {
        registerAsParallelCapable();
    }

    private final String applicationId;

    /** A loader of the classes in {@code jars}, in this order, and then of {@code parent}. */
    public ApplicationLoader(String applicationId, List<Path> jars, ClassLoader parent) {
        super("application " + applicationId, urls(jars), parent);
        this.applicationId = applicationId;
    }

    /** The application whose classes these are. */
    public String applicationId() {
        return applicationId;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> type = loaded == null ? findOwn(name) : loaded;
            if (type == null) {
                return super.loadClass(name, resolve);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }

    private @Nullable Class<?> findOwn(String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Whether a class is the same on both sides. */
    static boolean isShared(String name) {
        int dot = name.lastIndexOf('.');
        return SHARED_TREES.stream().anyMatch(name::startsWith)
                || dot > 0 && SHARED_PACKAGES.contains(name.substring(0, dot));
    }

    private static URL[] urls(List<Path> jars) {
        return jars.stream().map(ApplicationLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new ConfigException("Not the path of a jar or class folder: " + jar, e);
        }
    }
}
