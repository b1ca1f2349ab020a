package io.wick.ignite.internal.object;

import java.util.UUID;

/** The node that bytes came from. */
public record Sender(UUID node) {}
