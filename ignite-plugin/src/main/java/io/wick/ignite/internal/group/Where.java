package io.wick.ignite.internal.group;

import io.wick.error.WickException;

import java.util.List;
import java.util.UUID;

/** Where a bundle of a group is, or all of them: the answer to who asked. */
public sealed interface Where {
    /** On this node; or, of all bundles in order, on these. */
    record At(List<UUID> nodes) implements Where {}

    /** Nowhere, and never again. */
    record Gone(WickException error) implements Where {}
}
