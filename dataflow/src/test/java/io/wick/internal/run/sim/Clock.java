package io.wick.internal.run.sim;

import java.util.PriorityQueue;

/** Virtual time in microseconds; what is due at the same time happens in the order it was asked. */
public final class Clock {
    private record Entry(long time, long number, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> due = new PriorityQueue<>();
    private long now;
    private long count;

    public long now() {
        return now;
    }

    /** How many things have happened or are due. */
    long count() {
        return count;
    }

    public void after(long micros, Runnable what) {
        due.add(new Entry(now + Math.max(0, micros), count++, what));
    }

    public void at(long time, Runnable what) {
        after(time - now, what);
    }

    /** Lets the next thing happen; false when nothing is due. */
    public boolean step() {
        Entry next = due.poll();
        if (next == null) {
            return false;
        }
        now = next.time;
        next.what.run();
        return true;
    }
}
