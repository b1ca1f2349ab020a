package io.wick.internal.pipeline;

/**
 * The way into a stage of the pipeline: counts rows and time, and gives errors the name of the
 * stage they come from. The time of a stage is that between its boundary and the next.
 */
final class Boundary implements Receiver {
    private final Counts counts;
    private final int from;
    private final int into;
    private final String name;
    private final Receiver next;

    /**
     * @param from the stage whose rows come
     * @param into the stage that takes them
     * @param name of that stage
     */
    Boundary(Counts counts, int from, int into, String name, Receiver next) {
        this.counts = counts;
        this.from = from;
        this.into = into;
        this.name = name;
        this.next = next;
    }

    @Override
    public boolean accept(Chunk chunk) throws Exception {
        int size = chunk.size();
        if (size == 0) {
            return true;
        }
        counts.add(from, Counts.Kind.OUT, size);
        counts.add(into, Counts.Kind.IN, size);
        long start = System.nanoTime();
        try {
            return next.accept(chunk);
        } catch (Exception e) {
            throw StageFailure.in(name, e);
        } finally {
            long now = System.nanoTime();
            spent(now - start);
            counts.show(now);
        }
    }

    @Override
    public void finish() throws Exception {
        long start = System.nanoTime();
        try {
            next.finish();
        } catch (Exception e) {
            throw StageFailure.in(name, e);
        } finally {
            spent(System.nanoTime() - start);
        }
    }

    private void spent(long time) {
        counts.add(into, Counts.Kind.NANOS, time);
        counts.add(from, Counts.Kind.NANOS, -time);
    }
}
