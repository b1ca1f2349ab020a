package io.wick.internal.scheduler;

import io.wick.Resources;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Admits tasks against a {@link ResourceLedger} in the order they came. A task that does not fit is
 * overtaken by others at most {@link #MAX_OVERTAKEN} times; then what it lacks is kept for it.
 * Events are {@link #add}, {@link #release}, {@link #cancel}; the instructions are the tickets that
 * {@link #admit} gives, which hold their resources from then on. Not thread-safe.
 */
public final class AdmissionQueue<T extends Object> {
    /** How many later tasks may start before the head of a shape's line. */
    public static final int MAX_OVERTAKEN = 64;

    private final ResourceLedger ledger;
    private final Map<Resources, Line<T>> lines = new LinkedHashMap<>();
    private long arrivals;

    public AdmissionQueue(ResourceLedger ledger) {
        this.ledger = ledger;
    }

    /** A task wants to run with these resources. */
    public void add(Resources request, T ticket) {
        lines.computeIfAbsent(request, Line::new).waiting.add(new Waiting<>(ticket, arrivals++));
    }

    /** A waiting task is no longer wanted; false when it is not waiting. */
    public boolean cancel(Resources request, T ticket) {
        Line<T> line = lines.get(request);
        long headBefore = line == null ? 0 : line.headArrival();
        if (line == null || !line.waiting.removeIf(waiting -> waiting.ticket.equals(ticket))) {
            return false;
        }
        Waiting<T> head = line.waiting.peek();
        if (head != null && head.arrival != headBefore) {
            line.overtaken = 0;
        }
        dropIfEmpty(line);
        return true;
    }

    /** An admitted task gives its resources back. */
    public void release(Resources request) {
        ledger.release(request);
    }

    /** Whether no task waits. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether a waiting task has been overtaken so often that nobody may start before it. */
    public boolean isHeadReserved() {
        return lines.values().stream().anyMatch(line -> line.overtaken >= MAX_OVERTAKEN);
    }

    /** Whether such a request would take what a reserved head lacks. */
    public boolean isReserved(Resources request) {
        for (Line<T> line : lines.values()) {
            if (line.overtaken >= MAX_OVERTAKEN && takesWhatLacks(request, line.request)) {
                return true;
            }
        }
        return false;
    }

    private boolean takesWhatLacks(Resources request, Resources head) {
        return head.amounts().entrySet().stream()
                .anyMatch(
                        entry ->
                                ledger.free(entry.getKey()) < entry.getValue()
                                        && request.thousandths(entry.getKey()) > 0);
    }

    /** A task outside this queue started although these waited. */
    public void overtaken() {
        lines.values().forEach(line -> line.overtaken++);
    }

    /** Takes all waiting tasks out. */
    public List<T> drain() {
        var all = new ArrayList<T>();
        lines.values().forEach(line -> line.waiting.forEach(waiting -> all.add(waiting.ticket)));
        lines.clear();
        return all;
    }

    /** The tasks that start now, in order. */
    public List<T> admit() {
        var admitted = new ArrayList<T>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Line<T> line : inOrderOfArrival()) {
                if ((line.overtaken >= MAX_OVERTAKEN || !isReserved(line.request))
                        && ledger.tryAcquire(line.request)) {
                    Waiting<T> started = line.waiting.remove();
                    admitted.add(started.ticket);
                    countOvertaken(line, started.arrival);
                    dropIfEmpty(line);
                    progress = true;
                    break;
                }
            }
        }
        return admitted;
    }

    private List<Line<T>> inOrderOfArrival() {
        var ordered = new ArrayList<>(lines.values());
        ordered.sort((a, b) -> Long.compare(a.headArrival(), b.headArrival()));
        return ordered;
    }

    private void countOvertaken(Line<T> started, long arrival) {
        started.overtaken = 0;
        for (Line<T> line : lines.values()) {
            if (line != started && line.headArrival() < arrival) {
                line.overtaken++;
            }
        }
    }

    private void dropIfEmpty(Line<T> line) {
        if (line.waiting.isEmpty()) {
            lines.remove(line.request);
        }
    }

    private record Waiting<T>(T ticket, long arrival) {}

    private static final class Line<T> {
        final Resources request;
        final ArrayDeque<Waiting<T>> waiting = new ArrayDeque<>();
        int overtaken;

        Line(Resources request) {
            this.request = request;
        }

        long headArrival() {
            Waiting<T> head = waiting.peek();
            return head == null ? Long.MAX_VALUE : head.arrival;
        }
    }
}
