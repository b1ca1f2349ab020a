package io.wick;

import java.util.List;

/**
 * What {@link Wick#await} found, both lists in the order of the refs given.
 *
 * @param done refs that are complete, failed ones included
 * @param pending the others
 */
public record Ready<T>(List<ObjectRef<T>> done, List<ObjectRef<T>> pending) {}
