package io.wick.benchmarks.actors;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.benchmarks.Machine;
import io.wick.testkit.ProcessCluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Three JVMs and a client. Kills the node of an actor again and again, and measures the time from
 * the kill to the first call that is answered; then the rate of calls that are written before they
 * are answered, one by one and many at once.
 */
@Command(
        name = "ActorFailover",
        mixinStandardHelpOptions = true,
        description = "Actors that lose their node, and durable calls")
public final class ActorFailover implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WINDOW = 1000;

    @Option(names = "--kills", description = "how often the node is killed")
    private int kills = 20;

    @Option(names = "--seconds", description = "for each rate")
    private int seconds = 5;

    @Option(names = "--failure-detection", description = "milliseconds until a silent node is dead")
    private long failureDetection = 2000;

    /** The actor. */
    static final class Counter {
        private long count;

        long increment() {
            return ++count;
        }

        UUID node() {
            return Wick.current().nodes().getFirst().id();
        }
    }

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ActorFailover()).execute(args));
    }

    @Override
    public Integer call() {
        System.out.println(Machine.describe());
        try (ProcessCluster cluster =
                ProcessCluster.start(
                        3, true, (node, config) -> config.failureDetection(failureDetection))) {
            ActorRef<Counter> durable =
                    make(cluster.wick(), "durable", Checkpoints.beforeReply()).retries(100);
            ActorRef<Counter> plain = make(cluster.wick(), "plain", Checkpoints.none());
            rates(plain, durable);
            failover(cluster, durable);
        }
        return CommandLine.ExitCode.OK;
    }

    private static ActorRef<Counter> make(Wick wick, String name, Checkpoints checkpoints) {
        return wick.actor(Counter::new).named(name).restarts(-1).checkpoints(checkpoints).create();
    }

    private void rates(ActorRef<Counter> plain, ActorRef<Counter> durable) {
        for (int round = 0; round < 2; round++) { // the first warms up
            boolean isLast = round == 1;
            print(isLast, "plain, one by one", oneByOne(plain));
            print(isLast, "durable, one by one", oneByOne(durable));
            print(isLast, "plain, " + WINDOW + " under way", pipelined(plain));
            print(isLast, "durable, " + WINDOW + " under way", pipelined(durable));
        }
    }

    private static void print(boolean isWanted, String what, double rate) {
        if (isWanted) {
            System.out.printf("%-28s %10.0f calls/s%n", what, rate);
        }
    }

    private double oneByOne(ActorRef<Counter> actor) {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        int count = 0;
        while (System.nanoTime() < end) {
            actor.call(Counter::increment).get(LIMIT);
            count++;
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private double pipelined(ActorRef<Counter> actor) {
        var waiting = new ArrayDeque<ObjectRef<Long>>();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        int count = 0;
        while (System.nanoTime() < end) {
            waiting.add(actor.call(Counter::increment));
            if (waiting.size() >= WINDOW) {
                waiting.remove().get(LIMIT);
                count++;
            }
        }
        while (!waiting.isEmpty()) {
            waiting.remove().get(LIMIT);
            count++;
        }
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private void failover(ProcessCluster cluster, ActorRef<Counter> actor) {
        long count = actor.call(Counter::increment).get(LIMIT);
        long[] millis = new long[kills];
        for (int i = 0; i < kills; i++) {
            int host = cluster.indexOf(actor.call(Counter::node).get(LIMIT));
            cluster.kill9(host);
            long begin = System.nanoTime();
            long answer = actor.call(Counter::increment).get(LIMIT);
            millis[i] = (System.nanoTime() - begin) / 1_000_000;
            if (answer != ++count) {
                throw new IllegalStateException("Expected " + count + ", got " + answer);
            }
            cluster.restart(host);
        }
        Arrays.sort(millis);
        System.out.printf(
                "kill -9 to the first answered call: %d kills, p50 %d ms, p99 %d ms, all %s%n",
                kills,
                millis[kills / 2],
                millis[Math.min(kills - 1, kills * 99 / 100)],
                Arrays.toString(millis));
    }
}
