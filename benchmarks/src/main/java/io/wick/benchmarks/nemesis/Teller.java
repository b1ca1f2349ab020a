package io.wick.benchmarks.nemesis;

import io.wick.actor.ActorContext;
import io.wick.actor.ActorRef;

import java.time.Duration;

/**
 * An actor that moves money between two others. It keeps nothing: when it dies in the middle of a
 * transfer, its next life does the transfer again, and the accounts know what they did already.
 */
final class Teller {
    private static final int RETRIES = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String name;

    Teller(String name) {
        this.name = name;
    }

    /**
     * What a teller is asked to do.
     *
     * @param attempt how often the caller has asked for this transfer
     */
    record Transfer(
            long number, int attempt, ActorRef<Account> from, ActorRef<Account> to, long amount) {}

    /**
     * What came of it.
     *
     * @param done false when there was not enough to take
     * @param from the incarnation of the account
     * @param to the same; 0 when nothing was brought there
     */
    record Receipt(boolean done, int from, int to, int incarnation) {}

    Receipt transfer(Transfer transfer) {
        int life = ActorContext.current().incarnation();
        String attempt = life + "." + transfer.attempt();
        Account.Slip taken =
                enter(transfer.from(), transfer.number(), life, attempt, -transfer.amount());
        if (!taken.done()) {
            return new Receipt(false, taken.incarnation(), 0, life);
        }
        Account.Slip brought =
                enter(transfer.to(), transfer.number(), life, attempt, transfer.amount());
        return new Receipt(brought.done(), taken.incarnation(), brought.incarnation(), life);
    }

    private Account.Slip enter(
            ActorRef<Account> account, long number, int life, String attempt, long amount) {
        var entry = new Account.Entry(name, number, life, attempt, amount);
        return account.retries(RETRIES).call(Account::enter, entry).get(LIMIT);
    }
}
