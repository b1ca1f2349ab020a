package io.wick.benchmarks.nemesis;

import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.WickException;
import io.wick.testkit.history.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Accounts and tellers, all of them actors: a teller takes from one account and brings to another.
 * A caller that does not know what came of a transfer asks for the same one again, so that in the
 * end each is acknowledged; then each was applied once, and no money was made or lost.
 */
final class BankWorkload implements Workload {
    private static final int ACCOUNTS = 6;
    private static final int TELLERS = 4;
    private static final long OPENING = 100;
    private static final int RETRIES = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_NANOS = 200_000_000;

    private final Tally tally = new Tally();
    private final Queue<BankChecks.Seen> seen = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final List<ActorRef<Account>> accounts = new ArrayList<>();
    private final List<ActorRef<Teller>> tellers = new ArrayList<>();
    private final Outages outages;
    private final Crew crew;
    private final long seed;

    BankWorkload(Outages outages, double perSecond, long seed) {
        this.outages = outages;
        this.seed = seed;
        crew = new Crew(perSecond);
    }

    @Override
    public String name() {
        return "bank, tellers call accounts, retries";
    }

    private static String account(int index) {
        return "account-" + index;
    }

    @Override
    public void start(Wick wick) {
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(
                    wick.actor(Account::new, OPENING)
                            .named(account(i))
                            .spread()
                            .detached()
                            .restarts(-1)
                            .checkpoints(Checkpoints.beforeReply())
                            .create());
        }
        for (int i = 0; i < TELLERS; i++) {
            String name = "teller-" + i;
            ActorRef<Teller> teller =
                    wick.actor(Teller::new, name)
                            .named(name)
                            .spread()
                            .detached()
                            .restarts(-1)
                            .create();
            tellers.add(teller);
            crew.start("paying-" + i, new Caller(name, teller.retries(RETRIES), seed + i));
        }
    }

    /** Owned by its thread. */
    private final class Caller implements Crew.Duty {
        private final String name;
        private final ActorRef<Teller> teller;
        private final SplittableRandom random;

        Caller(String name, ActorRef<Teller> teller, long seed) {
            this.name = name;
            this.teller = teller;
            random = new SplittableRandom(seed);
        }

        @Override
        public void call(long number) {
            int from = random.nextInt(ACCOUNTS);
            int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            long amount = random.nextLong(1, 31);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                var transfer =
                        new Teller.Transfer(
                                number, attempt, accounts.get(from), accounts.get(to), amount);
                Teller.Receipt receipt = ask(transfer);
                if (receipt != null) {
                    seen.add(
                            new BankChecks.Seen(
                                    name,
                                    number,
                                    account(from),
                                    account(to),
                                    amount,
                                    receipt.done()));
                    outages.answered(name, receipt.incarnation());
                    outages.answered(account(from), receipt.from());
                    outages.answered(account(to), receipt.to());
                    return;
                }
                tally.repeated();
                LockSupport.parkNanos(PAUSE_NANOS); // this JVM may have to join anew
            }
            unanswered.add("Transfer " + number + " of " + name + ": no answer to any attempt");
        }

        private Teller.@Nullable Receipt ask(Teller.Transfer transfer) {
            tally.called();
            try {
                Teller.Receipt receipt = teller.call(Teller::transfer, transfer).get(LIMIT);
                tally.ended(new Outcome.Answered<>(receipt));
                return receipt;
            } catch (WickException e) {
                tally.ended(Outcome.ofError(e));
                return null;
            }
        }
    }

    @Override
    public void stop() {
        crew.stop();
    }

    @Override
    public List<String> check() {
        var wrong = new ArrayList<>(crew.accidents());
        wrong.addAll(unanswered);
        Map<String, Account.Statement> end = new LinkedHashMap<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            end.put(
                    account(i),
                    accounts.get(i).retries(RETRIES).call(Account::statement).get(LIMIT));
        }
        wrong.addAll(BankChecks.violations(List.copyOf(seen), OPENING, end));
        return wrong;
    }

    @Override
    public Tally.Counts counts() {
        return tally.counts();
    }

    @Override
    public void clear() {
        tellers.forEach(ActorRef::kill);
        accounts.forEach(ActorRef::kill);
    }
}
