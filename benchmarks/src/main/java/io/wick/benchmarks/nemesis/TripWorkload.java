package io.wick.benchmarks.nemesis;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.benchmarks.nemesis.jobs.DurableRuns;
import io.wick.benchmarks.nemesis.jobs.Job;
import io.wick.error.GetTimeoutException;
import io.wick.error.WickException;
import io.wick.testkit.history.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Servers that submit work themselves and are killed with it: what they had under way is gone, what
 * they had noted stays, and the durable runs that they had started end all the same.
 */
final class TripWorkload implements Workload {
    private static final int TRAVELLERS = 2;
    private static final int ROUNDS = 4;
    private static final int RETRIES = 100;
    private static final Duration LIMIT = Job.LIMIT.plusMinutes(1);

    private final Tally tally = new Tally();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, UUID> under = new ConcurrentHashMap<>();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final long seed;
    private final Crew crew;
    private @Nullable Wick wick;
    private @Nullable ActorRef<Ledger> ledger;

    TripWorkload(double perSecond, long seed) {
        this.seed = seed;
        crew = new Crew(perSecond);
    }

    @Override
    public String name() {
        return "trips: servers that submit";
    }

    @Override
    public void start(Wick wick) {
        this.wick = wick;
        ActorRef<Ledger> made =
                wick.actor(Ledger::new)
                        .named("ledger")
                        .spread()
                        .detached()
                        .restarts(-1)
                        .checkpoints(Checkpoints.beforeReply())
                        .create();
        ledger = made;
        for (int i = 0; i < TRAVELLERS; i++) {
            String traveller = "trip " + i;
            var random = new SplittableRandom(seed + i);
            crew.start(
                    traveller,
                    number -> {
                        String name = traveller + "." + number;
                        send(wick, new Trip(name, random.nextLong(), ROUNDS, made), random);
                    });
        }
    }

    private void send(Wick wick, Trip trip, SplittableRandom random) {
        tally.called();
        try {
            List<UUID> servers =
                    wick.nodes().stream().filter(NodeInfo::worker).map(NodeInfo::id).toList();
            UUID server = servers.get(random.nextInt(servers.size()));
            under.put(trip.name(), server);
            ObjectRef<Trip.Findings> findings =
                    wick.task(trip::travel)
                            .named(trip.name())
                            .resources(r -> r.cpus(0))
                            .retries(0)
                            .onNode(server)
                            .submit();
            wrong.addAll(findings.get(LIMIT).wrong());
            completed.add(trip.name());
            tally.ended(new Outcome.Answered<>(trip));
        } catch (WickException e) {
            tally.ended(new Outcome.Unknown<>());
            if (e instanceof GetTimeoutException) {
                wrong.add(trip + " did not end: " + e);
            }
        } finally {
            under.remove(trip.name());
        }
    }

    @Override
    public Set<UUID> submitters() {
        return Set.copyOf(under.values());
    }

    @Override
    public void stop() {
        crew.stop();
    }

    @Override
    public List<String> check() {
        var all = new ArrayList<>(crew.accidents());
        all.addAll(wrong);
        if (wick == null || ledger == null) {
            return all;
        }
        Ledger.Content content = ledger.retries(RETRIES).call(Ledger::content).get(Job.LIMIT);
        all.addAll(content.wrong());
        for (String trip : completed) {
            int rounds = content.rounds().getOrDefault(trip, 0);
            if (rounds != ROUNDS) {
                all.add(trip + " has ended, but " + rounds + " of its marks are there");
            }
        }
        all.addAll(DurableRuns.finish(wick));
        return all;
    }

    @Override
    public Tally.Counts counts() {
        return tally.counts();
    }

    @Override
    public void clear() {
        if (ledger != null) {
            ledger.kill();
        }
    }
}
