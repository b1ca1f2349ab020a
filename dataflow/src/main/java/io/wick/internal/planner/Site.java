package io.wick.internal.planner;

import io.wick.Resources;

import java.util.Map;
import java.util.UUID;

/**
 * A node that runs vertices, as the planner sees it. A site's number is its index in the list the
 * planner got.
 *
 * @param load seconds of work waiting there per CPU
 */
public record Site(UUID id, Resources capacity, Map<String, String> attributes, double load) {}
