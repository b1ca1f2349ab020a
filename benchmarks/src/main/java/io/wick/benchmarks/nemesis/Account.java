package io.wick.benchmarks.nemesis;

import io.wick.actor.ActorContext;
import io.wick.actor.Checkpointable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * An actor: an account that applies each entry of a transfer once, however often a teller asks, and
 * that notes what should not come to it at all. Says itself what is kept.
 */
final class Account implements Checkpointable<Account.Books> {
    private Books books;

    Account(long balance) {
        books = new Books(balance);
    }

    /**
     * One side of a transfer, as a teller asks for it. A teller does one transfer after another.
     *
     * @param number of the transfer, grows from transfer to transfer of a teller
     * @param life the teller's incarnation
     * @param attempt differs between all calls that are meant to be different
     * @param amount to add; negative to take
     */
    record Entry(String teller, long number, int life, String attempt, long amount) {}

    /**
     * What a teller gets.
     *
     * @param done false when there was not enough to take
     */
    record Slip(boolean done, int incarnation) {}

    /** What an account holds and has seen. Owned by its actor; others get copies. */
    static final class Books {
        private final Map<String, Last> lasts = new HashMap<>();
        private long balance;
        private long entries;
        private long digest;
        private long doubled;
        private long outOfOrder;

        Books(long balance) {
            this.balance = balance;
        }

        Statement statement(int incarnation) {
            return new Statement(balance, entries, digest, doubled, outOfOrder, incarnation);
        }
    }

    /** The last transfer of a teller. */
    private static final class Last {
        private final long number;
        private final boolean done;
        private final Set<String> attempts = new HashSet<>();
        private int life;

        Last(long number, boolean done) {
            this.number = number;
            this.done = done;
        }
    }

    /**
     * The books in short.
     *
     * @param entries applied
     * @param digest a sum over the entries applied, see {@link BankChecks#digest}
     * @param doubled calls that came twice though they were made once
     * @param outOfOrder calls of one life of a teller that came after a later one of it
     */
    record Statement(
            long balance,
            long entries,
            long digest,
            long doubled,
            long outOfOrder,
            int incarnation) {}

    Slip enter(Entry entry) {
        int incarnation = ActorContext.current().incarnation();
        Last last = books.lasts.get(entry.teller());
        if (last != null && entry.number() < last.number) {
            if (entry.life() >= last.life) { // else the last words of a dead teller
                books.outOfOrder++;
            }
            return new Slip(false, incarnation);
        }
        if (last == null || entry.number() > last.number) {
            last = new Last(entry.number(), apply(entry));
            books.lasts.put(entry.teller(), last);
        }
        last.life = Math.max(last.life, entry.life());
        if (!last.attempts.add(entry.attempt())) {
            books.doubled++;
        }
        return new Slip(last.done, incarnation);
    }

    private boolean apply(Entry entry) {
        if (books.balance + entry.amount() < 0) {
            return false;
        }
        books.balance += entry.amount();
        books.entries++;
        books.digest += BankChecks.digest(entry.teller(), entry.number(), entry.amount());
        return true;
    }

    Statement statement() {
        return books.statement(ActorContext.current().incarnation());
    }

    @Override
    public Books checkpoint() {
        return books;
    }

    @Override
    public void restore(Books kept) {
        books = kept;
    }
}
