package io.wick.actor;

/**
 * How many calls an actor holds that have not begun, and what becomes of more. Immutable.
 *
 * <p>The capacity is that of all its groups of calls together. {@link Overflow#REFUSE} counts where
 * the actor lives, whoever calls. {@link Overflow#WAIT} does so for callers on the actor's node;
 * those of any other node wait while so many calls of their node are unanswered. So an actor that
 * is called from several nodes holds at most the capacity for each of these. What an actor asks of
 * itself, and what its timers do, is not held back.
 *
 * @param capacity of all groups together, 1 or more
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
