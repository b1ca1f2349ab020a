package io.wick.internal.format.arrow;

import io.wick.internal.format.parquet.write.Kinds;

import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes rows by Arrow's own library. */
final class ArrowFiles {
    private static final int MILLION = 1_000_000_000;

    /** How strings are stored. */
    enum Words {
        TEXT,
        LARGE,
        VIEW,
        DICTIONARY
    }

    record Options(boolean stream, CodecType codec, Words words, int batchRows) {}

    private final BufferAllocator allocator;
    private final Words words;
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<FieldVector> vectors = new ArrayList<>();

    private ArrowFiles(BufferAllocator allocator, Words words) {
        this.allocator = allocator;
        this.words = words;
    }

    static void write(Path file, List<Kinds> rows, Options options) throws IOException {
        try (var allocator = new RootAllocator()) {
            new ArrowFiles(allocator, options.words()).write(rows, file, options);
        }
    }

    private void write(List<Kinds> rows, Path file, Options options) throws IOException {
        ListVector lists = ListVector.empty("list", allocator);
        lists.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
        vectors.add(lists);
        vectors.add(new ViewVarBinaryVector("blob", allocator));
        vectors.add(new TinyIntVector("tiny", allocator));
        vectors.add(new SmallIntVector("small", allocator));
        vectors.add(new IntVector("whole", allocator));
        vectors.add(new BigIntVector("maybe", allocator));
        vectors.add(new BigIntVector("tall", allocator));
        vectors.add(new BigIntVector("tallMaybe", allocator));
        vectors.add(new Float4Vector("single", allocator));
        vectors.add(new Float4Vector("singleMaybe", allocator));
        vectors.add(new Float8Vector("fraction", allocator));
        vectors.add(new Float8Vector("fractionMaybe", allocator));
        vectors.add(new BitVector("flag", allocator));
        vectors.add(new BitVector("flagMaybe", allocator));
        vectors.add(words());
        vectors.add(new DateDayVector("day", allocator));
        vectors.add(new TimeStampNanoTZVector("at", allocator, "UTC"));
        var provider = new MapDictionaryProvider();
        try (var root = new VectorSchemaRoot(vectors);
                var dictionary = dictionary(rows);
                var out =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            provider.put(new Dictionary(dictionary, encoding()));
            try (ArrowWriter writer = writer(root, provider, out, options)) {
                writer.start();
                for (int from = 0; from < rows.size(); from += options.batchRows()) {
                    int end = Math.min(rows.size(), from + options.batchRows());
                    fill(root, rows.subList(from, end));
                    writer.writeBatch();
                }
                writer.end();
            }
        }
    }

    private static ArrowWriter writer(
            VectorSchemaRoot root,
            MapDictionaryProvider provider,
            FileChannel out,
            Options options) {
        CompressionCodec.Factory factory =
                options.codec() == CodecType.NO_COMPRESSION
                        ? NoCompressionCodec.Factory.INSTANCE
                        : CommonsCompressionFactory.INSTANCE;
        return options.stream()
                ? new ArrowStreamWriter(
                        root,
                        provider,
                        out,
                        IpcOption.DEFAULT,
                        factory,
                        options.codec(),
                        Optional.empty())
                : new ArrowFileWriter(
                        root,
                        provider,
                        out,
                        Map.of(),
                        IpcOption.DEFAULT,
                        factory,
                        options.codec(),
                        Optional.empty());
    }

    private static DictionaryEncoding encoding() {
        return new DictionaryEncoding(7, false, new ArrowType.Int(32, false));
    }

    private FieldVector words() {
        return switch (words) {
            case TEXT -> new VarCharVector("word", allocator);
            case LARGE -> new LargeVarCharVector("word", allocator);
            case VIEW -> new ViewVarCharVector("word", allocator);
            case DICTIONARY ->
                    new UInt4Vector(
                            "word",
                            new FieldType(true, new ArrowType.Int(32, false), encoding()),
                            allocator);
        };
    }

    private VarCharVector dictionary(List<Kinds> rows) {
        var dictionary = new VarCharVector("words", allocator);
        for (Kinds row : rows) {
            String word = row.word();
            if (word != null && codes.putIfAbsent(word, codes.size()) == null) {
                dictionary.setSafe(codes.size() - 1, bytes(word));
            }
        }
        dictionary.setValueCount(codes.size());
        return dictionary;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void fill(VectorSchemaRoot root, List<Kinds> rows) {
        vectors.forEach(FieldVector::allocateNew);
        var lists = ((ListVector) vectors.getFirst()).getWriter();
        for (int i = 0; i < rows.size(); i++) {
            Kinds row = rows.get(i);
            lists.setPosition(i);
            lists.startList();
            lists.writeInt(i);
            lists.endList();
            ((ViewVarBinaryVector) vectors.get(1)).setSafe(i, bytes("blob that is long " + i));
            Object[] values = {
                row.tiny(),
                row.small(),
                row.whole(),
                row.maybe(),
                row.tall(),
                row.tallMaybe(),
                row.single(),
                row.singleMaybe(),
                row.fraction(),
                row.fractionMaybe(),
                row.flag(),
                row.flagMaybe(),
                row.word(),
                row.day() == null ? null : (int) row.day().toEpochDay(),
                row.at() == null ? null : nanoseconds(row.at())
            };
            for (int column = 0; column < values.length; column++) {
                if (values[column] != null) {
                    set(vectors.get(column + 2), i, values[column]);
                }
            }
        }
        root.setRowCount(rows.size());
    }

    private static long nanoseconds(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond() + 1, MILLION), at.getNano() - MILLION);
    }

    private void set(FieldVector vector, int at, Object value) {
        switch (vector) {
            case TinyIntVector to -> to.setSafe(at, (byte) value);
            case SmallIntVector to -> to.setSafe(at, (short) value);
            case IntVector to -> to.setSafe(at, (int) value);
            case BigIntVector to -> to.setSafe(at, ((Number) value).longValue());
            case Float4Vector to -> to.setSafe(at, (float) value);
            case Float8Vector to -> to.setSafe(at, (double) value);
            case BitVector to -> to.setSafe(at, (boolean) value ? 1 : 0);
            case VarCharVector to -> to.setSafe(at, bytes((String) value));
            case LargeVarCharVector to -> to.setSafe(at, bytes((String) value));
            case ViewVarCharVector to -> to.setSafe(at, bytes((String) value));
            case UInt4Vector to -> to.setSafe(at, codes.get((String) value));
            case DateDayVector to -> to.setSafe(at, (int) value);
            case TimeStampNanoTZVector to -> to.setSafe(at, (long) value);
            default -> throw new AssertionError(vector.getClass());
        }
    }

    /** A schema, as messages have it, of one column of words with a dictionary. */
    static Schema codedSchema() {
        return new Schema(
                List.of(
                        new Field(
                                "word",
                                new FieldType(true, new ArrowType.Utf8(), encoding()),
                                null)));
    }

    static UInt4Vector codes(BufferAllocator allocator, int... values) {
        var vector = new UInt4Vector("word", allocator);
        for (int i = 0; i < values.length; i++) {
            vector.setSafe(i, values[i]);
        }
        vector.setValueCount(values.length);
        return vector;
    }

    static void writeBatch(WriteChannel to, FieldVector vector) throws IOException {
        try (var batch = new VectorUnloader(VectorSchemaRoot.of(vector)).getRecordBatch()) {
            MessageSerializer.serialize(to, batch);
        }
    }

    static void writeDictionary(
            BufferAllocator allocator, WriteChannel to, boolean more, String... words)
            throws IOException {
        try (var vector = new VarCharVector("words", allocator)) {
            for (int i = 0; i < words.length; i++) {
                vector.setSafe(i, bytes(words[i]));
            }
            vector.setValueCount(words.length);
            var unloader = new VectorUnloader(VectorSchemaRoot.of(vector));
            try (var batch =
                    new ArrowDictionaryBatch(encoding().getId(), unloader.getRecordBatch(), more)) {
                MessageSerializer.serialize(to, batch);
            }
        }
    }
}
