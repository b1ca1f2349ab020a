package io.wick.error;

import org.jspecify.annotations.Nullable;

/**
 * The actor's mailbox is full and it refuses what it cannot hold. The call has not run: slow down,
 * or choose a mailbox that holds callers back.
 */
public final class MailboxFullException extends ActorException {
    private static final long serialVersionUID = 1L;

    public MailboxFullException(String actor, String message, @Nullable Throwable cause) {
        super(actor, message, cause);
    }
}
