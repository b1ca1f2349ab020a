package io.wick.internal.scheduler.group;

import io.wick.Resources;

import java.util.UUID;

/**
 * What a node has for bundles.
 *
 * @param node its id
 * @param room how much of each resource may be placed there
 */
public record NodeRoom(UUID node, Resources room) {}
