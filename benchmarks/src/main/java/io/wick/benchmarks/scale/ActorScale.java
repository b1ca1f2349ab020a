package io.wick.benchmarks.scale;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.benchmarks.Machine;
import io.wick.benchmarks.Nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many actors on one node: how fast they are made, called once each, and ended, and what heap one
 * takes that does nothing. Its state, an object of 16 bytes, is counted in; the caller's handles
 * and refs are held too.
 */
public final class ActorScale {
    private static final int ROUNDS = 3;

    private ActorScale() {}

    /** What an actor holds. */
    private static final class Cell {
        private int value;

        int add(int by) {
            value += by;
            return value;
        }
    }

    /** Arguments: how many actors, 100,000 unless given. */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        System.out.println(Machine.describe());
        try (Nodes nodes = Nodes.one()) {
            for (int round = 1; round <= ROUNDS; round++) {
                run(nodes.wick(), count, round);
            }
        }
    }

    private static void run(Wick wick, int count, int round) {
        long before = usedBytes();
        long begin = System.nanoTime();
        List<ActorRef<Cell>> actors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            actors.add(wick.actor(Cell::new).create());
        }
        callAll(wick, actors, 0); // each constructor has run
        double made = seconds(begin);
        double bytes = (usedBytes() - before) / (double) count;
        begin = System.nanoTime();
        callAll(wick, actors, 1);
        double called = seconds(begin);
        begin = System.nanoTime();
        actors.forEach(ActorRef::kill);
        double ended = seconds(begin);
        System.out.printf(
                Locale.ROOT,
                "round %d: %,d actors made and called once in %.2f s (%,.0f/s), %.0f B each; called"
                        + " again %,.0f/s; ended %,.0f/s; heap after the end %+.0f B each%n",
                round,
                count,
                made,
                count / made,
                bytes,
                count / called,
                count / ended,
                (usedBytes() - before) / (double) count);
    }

    private static void callAll(Wick wick, List<ActorRef<Cell>> actors, int expected) {
        int by = expected == 0 ? 0 : 1;
        var refs = new ArrayList<ObjectRef<Integer>>(actors.size());
        for (ActorRef<Cell> actor : actors) {
            refs.add(actor.call(Cell::add, by));
        }
        for (int value : wick.get(refs)) {
            if (value != expected) {
                throw new AssertionError("An actor counted " + value + ", expected " + expected);
            }
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
