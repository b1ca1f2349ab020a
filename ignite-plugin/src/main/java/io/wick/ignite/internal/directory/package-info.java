/**
 * The directory of actors in Ignite caches: who they are, where they live, under which name, what
 * they keep. All values are bytes, so that nodes without Wick can be in the cluster; they are
 * changed by entry processors on their primary nodes, so that one of several that want to wins.
 *
 * <pre>
 * {@link io.wick.ignite.internal.directory.CacheDirectory} ── Records ── ActorCaches: Ignite
 *        ├─ Failover     lives whose node left, on the primary of their record
 *        ├─ Departure    lives that move before their node leaves
 *        └─ StateKeeper  checkpoints of a life here
 * </pre>
 *
 * Methods that use caches block; they run on users' threads, threads of the executor and own
 * virtual threads, never on network threads.
 */
@NullMarked
package io.wick.ignite.internal.directory;

import org.jspecify.annotations.NullMarked;
