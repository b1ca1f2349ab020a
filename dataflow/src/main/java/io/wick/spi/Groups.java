package io.wick.spi;

import io.wick.ObjectRef;
import io.wick.group.GroupId;
import io.wick.group.GroupOptions;

import java.util.List;
import java.util.UUID;

/** An engine's placement groups; the contracts are those of {@code io.wick.group}. Thread-safe. */
public interface Groups {
    /** Begins to reserve a group, owned by this node. */
    GroupId create(GroupOptions options);

    /** Complete with the nodes of all bundles when all are reserved. */
    ObjectRef<List<UUID>> ready(GroupId group);

    /** Gives all of it back. */
    void remove(GroupId group);
}
