package io.wick.ignite.internal.object;

/** Which classes the calling thread means. */
@FunctionalInterface
public interface Loaders {
    /** The loader of the application whose task runs on this thread, or the node's own. */
    ClassLoader current();
}
