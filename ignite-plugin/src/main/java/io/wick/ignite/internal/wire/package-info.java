/**
 * Bytes between nodes: one message type of Ignite's communication, one outbox per node that batches
 * what waits while a message is on its way. Receivers run on Ignite's network threads: they must
 * not block nor run code of users.
 */
@NullMarked
package io.wick.ignite.internal.wire;

import org.jspecify.annotations.NullMarked;
