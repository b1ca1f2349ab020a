/**
 * What happens during a run of a plan, as pure state machines: {@link
 * io.wick.internal.run.RunCoordinator} on the node that started it, {@link
 * io.wick.internal.run.ProgramState} on each node that takes part. An engine feeds them events and
 * carries out their instructions; so does the simulator in the tests.
 *
 * <pre>
 *   NEW -- start --> RUNNING -- all done, all results --> ENDED
 *                    |     ^                               ^
 *     node left, data moved, stuck, nodes joined           |
 *                    v     | what is left, placed anew     |
 *                   STOPPING -- nothing left --------------|
 *                                                          |
 *   NEW -- start of a run that had another owner --> ADOPTING -- all have told --> RUNNING
 *
 *   any -- cancelled, a vertex failed, lost --> FAILING ---
 * </pre>
 *
 * <p>What nodes and owner owe each other, whatever gets lost on the way:
 *
 * <ul>
 *   <li>A node refuses the job of an epoch that is not above all it got or was told to stop, and
 *       any job after it was told to forget the run.
 *   <li>A value counts only in the epoch it was sent in; one that is ahead of its job waits for it.
 *   <li>A node that has anything of a run speaks of it every few seconds until it may forget: a
 *       status while its job runs or has not come yet, its last report afterwards. An owner that
 *       does not know a run tells whoever speaks of it to forget it.
 *   <li>A node whose owner left the cluster forgets its runs; a durable one only when no other
 *       owner has adopted it for a while. Until then, and at least until the next job, it has what
 *       it reported.
 *   <li>An owner that has adopted a run numbers its epochs above all of the owners before. A node
 *       refuses whatever comes from an owner before the one that has adopted the run there.
 * </ul>
 */
@NullMarked
package io.wick.internal.run;

import org.jspecify.annotations.NullMarked;
