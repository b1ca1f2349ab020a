package io.wick.internal.run;

/** The course of one run, decided on the node that started it. */
public final class RunCoordinator {
    private RunCoordinator() {}
}
