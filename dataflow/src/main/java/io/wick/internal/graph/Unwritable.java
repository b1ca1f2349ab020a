package io.wick.internal.graph;

/** A value that JSON cannot keep; whoever knows where it is says so to the user. */
final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String WRITABLE =
            "JSON keeps null, strings, numbers, booleans, characters, enums, UUID, Duration,"
                    + " Instant, arrays of primitives, and the JDK's lists, sets and maps, and"
                    + " records, of those";

    private final String what;

    /**
     * A value that cannot be written.
     *
     * @param what the value, for people: {@code a com.acme.Reader}
     */
    Unwritable(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    /** What cannot be written. */
    String what() {
        return what;
    }
}
