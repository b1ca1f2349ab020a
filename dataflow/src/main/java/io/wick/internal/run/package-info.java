/**
 * What happens during a run of a plan, as pure state machines: {@link
 * io.wick.internal.run.RunCoordinator} on the node that started it, {@link
 * io.wick.internal.run.ProgramState} on each node that takes part. An engine feeds them events and
 * carries out their instructions; so does the simulator in the tests.
 */
@NullMarked
package io.wick.internal.run;

import org.jspecify.annotations.NullMarked;
