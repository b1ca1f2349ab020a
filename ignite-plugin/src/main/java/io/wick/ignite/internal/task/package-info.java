/**
 * The life of tasks: {@link io.wick.ignite.internal.task.Task} on the node that submitted it,
 * {@link io.wick.ignite.internal.task.HostedTask} on the node that runs it for another. Messages
 * arrive on network threads, which only look up and queue; decoding and running happen on runners.
 */
@NullMarked
package io.wick.ignite.internal.task;

import org.jspecify.annotations.NullMarked;
