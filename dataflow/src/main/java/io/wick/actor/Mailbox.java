package io.wick.actor;

/**
 * How many calls an actor holds that have not begun, and what becomes of more. Immutable.
 *
 * @param capacity calls of all callers together, 1 or more
 * @param overflow what happens to a call that finds it full
 */
public record Mailbox(int capacity, Overflow overflow) {
    /** A hundred thousand calls, then callers wait. */
    public static final Mailbox DEFAULT = new Mailbox(100_000, Overflow.WAIT);

    public Mailbox {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be 1 or more, got " + capacity);
        }
    }

    /** What happens to a call that finds the mailbox full. */
    public enum Overflow {
        /**
         * The caller waits in {@code call} until there is room. Calls from tasks and actors wait
         * with their CPU given back.
         */
        WAIT,
        /** The call fails with {@link io.wick.error.MailboxFullException}. */
        REFUSE
    }
}
