package io.wick.group;

import java.util.UUID;

/**
 * Which placement group.
 *
 * @param owner the node that made it
 * @param number counted there
 */
public record GroupId(UUID owner, long number) {}
