package io.wick.internal.pipeline;

import io.wick.Wick;
import io.wick.column.Schema;
import io.wick.spi.NameStore;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** All rows into the store under a name, in parts that stay where they were made. */
public record KeepRows(String name) implements Outcome<Long> {
    /** About how much of the rows of a vertex is one part. */
    private static final long PART_BYTES = 32L << 20;

    /** What a vertex kept. */
    private record Written(String type, List<UUID> keys, long rows, long bytes)
            implements Serializable {}

    /** How rows of a type are told from others, also when classes of one name differ. */
    static String type(Schema<?> schema) {
        return schema.rowType().getName() + schema.fields();
    }

    @Override
    public String name() {
        return "into object " + name;
    }

    @Override
    public Set<String> wanted(Schema<?> schema) {
        return Step.all(schema);
    }

    @Override
    public void prepare(Driver driver, Schema<?> schema) {
        driver.wick().engine().names().begin(driver.run());
    }

    @Override
    public Terminal terminal(int stage, Schema<?> schema, int firstPart, int parts) {
        return new Keeping(stage, type(schema));
    }

    @Override
    public Long finish(Driver driver, List<@Nullable Object> payloads) {
        var keys = new ArrayList<UUID>();
        String type = "";
        long rows = 0;
        long bytes = 0;
        for (Object payload : payloads) {
            if (payload instanceof Written written) {
                type = written.type();
                keys.addAll(written.keys());
                rows += written.rows();
                bytes += written.bytes();
            }
        }
        var kept = new NameStore.Kept(driver.run(), type, keys, rows, bytes);
        driver.wick().engine().names().publish(name, kept);
        return rows;
    }

    @Override
    public void discard(Driver driver) {
        driver.wick().engine().names().discard(driver.run());
    }

    private record Keeping(int stage, String type) implements Terminal {
        @Override
        public End open(TaskContext context) {
            return new Writer(this, context, Wick.current().engine().names());
        }
    }

    private static final class Writer implements Terminal.End {
        private final Keeping of;
        private final TaskContext context;
        private final NameStore store;
        private final List<UUID> keys = new ArrayList<>();
        private List<Block> blocks = new ArrayList<>();
        private long waiting;
        private long rows;
        private long bytes;

        private Writer(Keeping of, TaskContext context, NameStore store) {
            this.of = of;
            this.context = context;
            this.store = store;
        }

        @Override
        public boolean accept(Chunk chunk) {
            Block block = chunk.toBlock().compact();
            blocks.add(block);
            rows += block.size();
            waiting += block.bytes();
            if (waiting >= PART_BYTES) {
                write();
            }
            return true;
        }

        private void write() {
            keys.add(store.keep(context.run(), new Blocks(blocks)));
            context.counts().add(of.stage, Counts.Kind.BYTES, waiting);
            bytes += waiting;
            waiting = 0;
            blocks = new ArrayList<>();
        }

        @Override
        public Object payload() {
            if (!blocks.isEmpty()) {
                write();
            }
            return new Written(of.type, keys, rows, bytes);
        }
    }
}
