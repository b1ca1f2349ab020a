package io.wick.testkit;

import io.wick.Wick;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An actor for tests: counts, and remembers in what order it was told what. */
final class Tally {
    private final int first;
    private int count;
    private final List<Integer> told = new ArrayList<>();

    Tally() {
        this(0);
    }

    Tally(int first) {
        this.first = first;
        count = first;
    }

    int add(int amount) {
        count += amount;
        return count;
    }

    int tell(int number) {
        told.add(number);
        return told.size();
    }

    int tellSlowly(int number, Marks marks) {
        told.add(number);
        marks.add(number);
        marks.awaitOpen();
        return told.size();
    }

    List<Integer> told() {
        return List.copyOf(told);
    }

    int count() {
        return count;
    }

    int first() {
        return first;
    }

    UUID node() {
        return Wick.current().nodes().getFirst().id();
    }

    int slow(Marks marks) {
        marks.add(count);
        marks.awaitOpen();
        return count;
    }
}
