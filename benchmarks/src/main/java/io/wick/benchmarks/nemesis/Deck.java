package io.wick.benchmarks.nemesis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Faults in random order, each as often as it weighs before any comes again. */
final class Deck {
    private final List<Fault> all = new ArrayList<>();
    private final ArrayDeque<Fault> left = new ArrayDeque<>();
    private final SplittableRandom random;

    Deck(List<Fault> faults, SplittableRandom random) {
        faults.forEach(fault -> all.addAll(Collections.nCopies(fault.weight(), fault)));
        this.random = random;
    }

    Fault draw() {
        if (left.isEmpty()) {
            var shuffled = new ArrayList<>(all);
            for (int i = shuffled.size() - 1; i > 0; i--) {
                Collections.swap(shuffled, i, random.nextInt(i + 1));
            }
            left.addAll(shuffled);
        }
        return left.remove();
    }
}
