package io.wick.benchmarks.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What must hold of transfers between accounts; pure. */
final class BankChecks {
    private BankChecks() {}

    /**
     * A transfer as its caller saw it at last.
     *
     * @param done whether it was acknowledged as done, or as refused for want of money
     */
    record Seen(String teller, long number, String from, String to, long amount, boolean done) {}

    /**
     * A number for an entry; the sum over entries differs, all but surely, when one is missing or
     * there twice.
     */
    static long digest(String teller, long number, long amount) {
        long bits = Objects.hash(teller, number, amount) * 0x9E3779B97F4A7C15L + number;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L; // as SplittableRandom mixes
        return bits ^ bits >>> 31;
    }

    /**
     * Looks for transfers that were lost, doubled, or done by half.
     *
     * @param seen the acknowledged transfers; there are no others
     * @param opening each account's balance at first
     * @param end the statements at the end, by account
     * @return what is wrong
     */
    static List<String> violations(
            List<Seen> seen, long opening, Map<String, Account.Statement> end) {
        var wrong = new ArrayList<String>();
        end.forEach(
                (account, got) -> compare(account, expected(seen, account, opening), got, wrong));
        long total = end.values().stream().mapToLong(Account.Statement::balance).sum();
        if (total != opening * end.size()) {
            wrong.add("The total is " + total + ", and was " + opening * end.size());
        }
        return wrong;
    }

    private static Account.Statement expected(List<Seen> seen, String account, long opening) {
        var books = new Account.Statement(opening, 0, 0, 0, 0, 0);
        for (Seen transfer : seen) {
            if (transfer.done() && transfer.from().equals(account)) {
                books = plus(books, transfer, -transfer.amount());
            } else if (transfer.done() && transfer.to().equals(account)) {
                books = plus(books, transfer, transfer.amount());
            }
        }
        return books;
    }

    private static Account.Statement plus(Account.Statement books, Seen transfer, long amount) {
        return new Account.Statement(
                books.balance() + amount,
                books.entries() + 1,
                books.digest() + digest(transfer.teller(), transfer.number(), amount),
                0,
                0,
                0);
    }

    private static void compare(
            String account, Account.Statement expected, Account.Statement got, List<String> wrong) {
        if (got.balance() != expected.balance()
                || got.entries() != expected.entries()
                || got.digest() != expected.digest()) {
            wrong.add(account + ": acknowledged transfers make " + expected + ", it has " + got);
        }
        if (got.doubled() > 0) {
            wrong.add(account + " got " + got.doubled() + " calls twice");
        }
        if (got.outOfOrder() > 0) {
            wrong.add(account + " got " + got.outOfOrder() + " calls out of order");
        }
    }
}
