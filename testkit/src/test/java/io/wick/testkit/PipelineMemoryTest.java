package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.column.Batch;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * Pipelines over ten times the object store and more than the heap of the node that runs them: 640
 * MB of rows, a store of 64 MB that spills, a heap of 512 MB.
 */
@Tag("long")
class PipelineMemoryTest {
    private static final long ROWS = 10_000_000;

    /** The test is of memory: a node that collects garbage on a busy machine is not dead. */
    private static final long DETECTION_MILLIS = 20_000;

    private static final long PRIME = 2_147_483_647;

    @TempDir Path folder;

    record Wide(long key, long a, long b, long c, double d, double e, double f, double g) {}

    record Sums(long key, long rows, long sum) {}

    private ProcessCluster cluster() {
        return ProcessCluster.start(
                1,
                true,
                (node, config) ->
                        config.storeBytes(64L << 20)
                                .spill(folder.resolve("spill-" + node), 2L << 30)
                                .failureDetection(DETECTION_MILLIS));
    }

    private static Pipeline<Wide> wide() {
        return Pipeline.from(Sources.range(0, ROWS)).map(PipelineMemoryTest::row);
    }

    private static Wide row(long i) {
        return new Wide(i * 48_271 % PRIME, i, -i, i % 7, i * 0.5, i * 0.25, i, 1);
    }

    /** One row of sums for a batch whose rows must be in order. */
    private static Batch checked(Batch batch) {
        long[] keys = batch.longs(0).values();
        for (int i = 1; i < batch.rows(); i++) {
            if (keys[i - 1] > keys[i]) {
                throw new IllegalStateException("out of order at " + i);
            }
        }
        return batch;
    }

    @Test
    void when_much_more_than_the_memory_is_sorted_then_it_is_done_and_the_node_lives() {
        try (ProcessCluster cluster = cluster()) {
            Wick wick = cluster.wick();

            Sums sums =
                    wide().sortBy(Wide::key)
                            .mapBatches(Wide.class, PipelineMemoryTest::checked)
                            .map(row -> new Sums(0, 1, row.a() + (long) row.g() + row.b()))
                            .aggregate(
                                    Sums.class,
                                    Aggregates.min(Sums::key),
                                    Aggregates.count(),
                                    Aggregates.sum(Sums::sum))
                            .collect(wick)
                            .getFirst();

            assertThat(sums).isEqualTo(new Sums(0, ROWS, ROWS));
            assertThat(wick.nodes()).anyMatch(node -> node.worker());
        }
    }
}
