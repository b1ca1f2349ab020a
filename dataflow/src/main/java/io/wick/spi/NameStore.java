package io.wick.spi;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * Objects of several parts that are kept under names, with a copy of each part on another node,
 * until they are replaced or removed. A version is written part by part, seen by nobody, and then
 * published under its name at once. Thread-safe.
 */
public interface NameStore {
    /**
     * A version of an object.
     *
     * @param version its id
     * @param type what its rows are, as text
     * @param keys of its parts, in their order, in the cache {@link #cache}
     * @param rows in all parts
     * @param bytes of memory that all parts take about
     */
    record Kept(UUID version, String type, List<UUID> keys, long rows, long bytes)
            implements Serializable {}

    /** Begins a version. Its parts go when it is discarded, or this node leaves before. */
    void begin(UUID version);

    /**
     * Stores a part of a version, on this node if it holds data; called on any node.
     *
     * @return its key
     */
    UUID keep(UUID version, Object part);

    /** The name of the cache of parts, where they are at home. */
    String cache();

    /** The part of a value in that cache. */
    Object part(Object stored);

    /**
     * Gives a version its name. Whoever asks for the name gets the version before, or all of this
     * one; that before goes when nobody holds it any more.
     */
    void publish(String name, Kept kept);

    /** Deletes a version that was not published. */
    void discard(UUID version);

    /**
     * What has a name now, null if nothing has. Its parts stay as long as the object that is given
     * is reachable and this node lives.
     */
    @Nullable Kept hold(String name);

    /** All names, sorted. */
    List<String> names();

    /** Removes a name and, when nobody holds them any more, its parts; false if there is none. */
    boolean remove(String name);
}
