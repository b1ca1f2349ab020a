package io.wick.ignite.internal.object;

import java.util.UUID;

/**
 * Stands for the value of a vertex of a durable run that is in a cache on disk. Any node may read
 * it, so it travels as this.
 *
 * @param run the durable run
 * @param vertex its number in the graph
 */
public record OnDisk(UUID run, int vertex) {}
