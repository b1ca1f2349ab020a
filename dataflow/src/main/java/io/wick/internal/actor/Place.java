package io.wick.internal.actor;

import java.util.UUID;

/**
 * Where one life of an actor is.
 *
 * @param node it lives on
 * @param incarnation number of the life, 1 for the first
 */
public record Place(UUID node, int incarnation) {}
