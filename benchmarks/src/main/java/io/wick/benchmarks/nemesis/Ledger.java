package io.wick.benchmarks.nemesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An actor in which trips note each round: one after the other, each once. */
final class Ledger {
    private final Map<String, Integer> rounds = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** A round that is over; 1 for the first. */
    record Mark(String trip, int round) {}

    /**
     * What is in it.
     *
     * @param rounds the last one of each trip
     * @param wrong marks that came twice, or too early
     */
    record Content(Map<String, Integer> rounds, List<String> wrong) {}

    int mark(Mark mark) {
        int before = rounds.getOrDefault(mark.trip(), 0);
        if (mark.round() != before + 1) {
            wrong.add(mark + " came after round " + before);
        }
        rounds.put(mark.trip(), mark.round());
        return before;
    }

    Content content() {
        return new Content(Map.copyOf(rounds), List.copyOf(wrong));
    }
}
