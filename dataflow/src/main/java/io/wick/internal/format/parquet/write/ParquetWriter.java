package io.wick.internal.format.parquet.write;

import io.wick.column.Batch;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.internal.format.FileSink.RowWriter;
import io.wick.pipeline.ParquetOptions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes a file, row group after row group. For one thread. */
final class ParquetWriter implements RowWriter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final String CREATOR = "wick version 0.1.0";

    /** After how many rows it is looked whether the group is large enough. */
    private static final int SLICE = 4096;

    private final OutputStream out;
    private final ParquetOptions options;
    private final Packer packer;
    private final List<ChunkWriter> columns = new ArrayList<>();
    private final List<WrittenGroup> groups = new ArrayList<>();
    private long position;
    private int groupRows;

    ParquetWriter(Schema<?> schema, OutputStream out, ParquetOptions options) throws IOException {
        this.out = out;
        this.options = options;
        packer = Packer.of(options.compression());
        for (Field field : schema.fields()) {
            Leaf leaf = Leaf.of(field, options.timestamps());
            columns.add(
                    switch (leaf.physical()) {
                        case BOOLEAN -> new BooleanChunk(leaf, packer);
                        case BYTE_ARRAY -> new StringChunk(leaf, packer);
                        case INT32, INT64, FLOAT, DOUBLE -> new NumberChunk(leaf, packer);
                    });
        }
        put(MAGIC, MAGIC.length);
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int at = 0; at < batch.rows(); ) {
            int some = Math.min(SLICE, batch.rows() - at);
            some = Math.min(some, options.rowGroupRows() - groupRows);
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(batch.column(i), at, some);
            }
            groupRows += some;
            at += some;
            if (groupRows == options.rowGroupRows() || held() >= options.rowGroupBytes()) {
                endGroup();
            }
        }
    }

    private long held() {
        return columns.stream().mapToLong(ChunkWriter::bytes).sum();
    }

    private void endGroup() throws IOException {
        long start = position;
        List<WrittenChunk> chunks = new ArrayList<>();
        for (ChunkWriter column : columns) {
            WrittenChunk chunk = column.finish(out, position);
            position += chunk.packedBytes();
            chunks.add(chunk);
        }
        groups.add(new WrittenGroup(groups.size(), start, groupRows, chunks));
        groupRows = 0;
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    @Override
    public void close() throws IOException {
        try (out;
                packer) {
            if (groupRows > 0) {
                endGroup();
            }
            var footer = new Buffer(1 << 10);
            ThriftWriter.write(footer, this::writeFooter);
            int length = footer.size();
            footer.putInt(length);
            footer.put(MAGIC, MAGIC.length);
            put(footer.array(), footer.size());
        }
    }

    @Override
    public void discard() throws IOException {
        try (packer) {
            out.close();
        }
    }

    private void writeFooter(ThriftWriter footer) {
        List<Leaf> leaves = columns.stream().map(column -> column.leaf).toList();
        footer.i32(1, 1)
                .structs(2, elements(leaves), (element, leaf) -> leaf.accept(element))
                .i64(3, groups.stream().mapToLong(WrittenGroup::rows).sum())
                .structs(4, groups, (one, group) -> group.write(one))
                .text(6, CREATOR)
                // values are ordered as their types say: else bounds mean nothing
                .structs(7, leaves, (order, leaf) -> order.empty(1));
    }

    /** The root, then its leaves. */
    private static List<Consumer<ThriftWriter>> elements(List<Leaf> leaves) {
        List<Consumer<ThriftWriter>> all = new ArrayList<>();
        all.add(root -> root.text(4, "schema").i32(5, leaves.size()));
        leaves.forEach(leaf -> all.add(leaf::write));
        return all;
    }
}
