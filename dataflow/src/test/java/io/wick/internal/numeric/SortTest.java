package io.wick.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.numeric.Cpu;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Sorts in as many parts as there may be threads, on one of them. */
class SortTest {
    /** So many threads that are one, ranges from the last to the first. */
    private record Threads(int threads) implements Cpu {
        @Override
        public void ranges(long count, long grain, RangeBody body) {
            for (long from = (count - 1) / grain * grain; from >= 0; from -= grain) {
                body.run(from, Math.min(count, from + grain));
            }
        }
    }

    @Property(tries = 30)
    void when_parts_are_merged_then_all_elements_are_in_order(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int threads,
            @ForAll @IntRange(max = 200_000) int length,
            @ForAll @IntRange(min = 1, max = 40) int bits) {
        var random = new SplittableRandom(seed);
        int[] ints = random.ints(length).map(each -> each >> (32 - Math.min(bits, 32))).toArray();
        long[] longs = random.longs(length).map(each -> each >> (64 - bits)).toArray();
        int[] sortedInts = ints.clone();
        long[] sortedLongs = longs.clone();
        Arrays.sort(sortedInts);
        Arrays.sort(sortedLongs);

        assertThat(new IntSort(ints, new Threads(threads)).run()).isEqualTo(sortedInts);
        assertThat(new LongSort(longs, new Threads(threads)).run()).isEqualTo(sortedLongs);
    }
}
