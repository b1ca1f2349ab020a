package io.wick.internal.run.sim;

import io.wick.internal.run.Event;

import java.util.UUID;

/** What a {@link NodeRun} wants done. */
sealed interface Action {
    /**
     * Run a local vertex when there are resources for it.
     *
     * @param after the local vertex whose thread and resources it takes over, or -1
     */
    record Run(int epoch, int local, int after) implements Action {}

    /** Send a value to another node. */
    record Send(int epoch, UUID target, int vertex, long value) implements Action {}

    /** Send the value of a result vertex to the owner. */
    record SendResult(int epoch, int vertex, long value) implements Action {}

    /** Tell the owner. */
    record Tell(Event event) implements Action {}

    /**
     * Nothing of an epoch that waits is to start any more.
     *
     * @param running whether what runs is given up as well
     */
    record Abandon(int epoch, boolean running) implements Action {}
}
