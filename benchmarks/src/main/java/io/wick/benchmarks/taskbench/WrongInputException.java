package io.wick.benchmarks.taskbench;

/** A task got something else than the outputs of the tasks it depends on: the runtime is wrong. */
final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongInputException(int step, int point, String expected) {
        super("Task of step " + step + " point " + point + " expected " + expected);
    }
}
