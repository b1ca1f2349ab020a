package io.wick.ignite.internal.object;

import java.util.UUID;

/** The node that bytes are written for. */
public record Receiver(UUID node) {}
