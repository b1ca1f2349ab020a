package io.wick.benchmarks.soak;

import io.wick.actor.ActorContext;

import java.io.Serializable;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** An actor that adds up. */
final class Adder implements Serializable {
    private long total;

    Adder() {}

    Adder(long[] first) {
        total = TaskRounds.sum(first);
    }

    long add(long x) {
        return total += x;
    }

    Stream<Long> upTo(int end) {
        return LongStream.range(0, end).map(i -> total + i).boxed();
    }

    /** With a timer that goes with the actor. */
    void tick() {
        ActorContext.<Adder>current().every("tick", Duration.ofMillis(20), adder -> {});
    }

    void leave() {
        ActorContext.current().exit();
    }
}
