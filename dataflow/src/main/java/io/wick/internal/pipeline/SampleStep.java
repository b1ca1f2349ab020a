package io.wick.internal.pipeline;

import io.wick.column.Schema;

import java.util.Set;

/**
 * Keeps each row with a chance, by a hash of the seed, the vertex and the row's place in it: the
 * same rows whenever the source is cut the same way.
 */
public record SampleStep(double fraction, long seed) implements Step {
    private static final double UNIT = 0x1.0p-53;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return new Sampling(mixed(seed + GOLDEN * (context.index() + 1)), next);
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return wanted;
    }

    /** The finisher of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private final class Sampling implements Receiver {
        private final Receiver next;
        private long state;

        private Sampling(long state, Receiver next) {
            this.state = state;
            this.next = next;
        }

        @Override
        public boolean accept(Chunk chunk) throws Exception {
            int size = chunk.size();
            int[] kept = new int[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                state += GOLDEN;
                if ((mixed(state) >>> 11) * UNIT < fraction) {
                    kept[count++] = i;
                }
            }
            return count == 0 || next.accept(chunk.keep(kept, count));
        }

        @Override
        public void finish() throws Exception {
            next.finish();
        }
    }
}
