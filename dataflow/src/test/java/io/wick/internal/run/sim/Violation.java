package io.wick.internal.run.sim;

import java.util.function.Supplier;

/** A promise was broken in a simulation. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
        super(message);
    }

    public static void unless(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }

    /** For what is checked often: the text is made when it is needed. */
    public static void unless(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
