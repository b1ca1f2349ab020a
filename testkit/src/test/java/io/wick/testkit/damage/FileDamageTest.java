package io.wick.testkit.damage;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wick.column.Schema;
import io.wick.graph.CachePartition;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Sources;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Files of rows, damaged at their ends, where metadata is, and elsewhere. */
class FileDamageTest {
    record All(
            Integer whole,
            Long tall,
            Short small,
            Double fraction,
            Float single,
            Boolean flag,
            String word,
            String text,
            LocalDate day,
            Instant at) {}

    record Three(Long id, Integer n, String word) {}

    /** Footers, and pages that pack well, may ask for this. */
    private static final long ANYWAY = 256L << 20;

    private static final int END = 2048;

    private static final List<byte[]> PARQUET = parquet();
    private static final List<byte[]> ARROW = List.of(arrow(true), arrow(false));

    private static List<byte[]> parquet() {
        Path samples = Path.of("..", "dataflow", "src", "test", "resources", "parquet");
        var all = new ArrayList<byte[]>();
        for (String name : List.of("zstd", "snappy-v2", "gzip-plain", "mixed", "delta")) {
            try {
                all.add(Files.readAllBytes(samples.resolve(name + ".parquet")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return all;
    }

    private static byte[] arrow(boolean file) {
        var bytes = new ByteArrayOutputStream();
        try (var allocator = new RootAllocator();
                var ids = new BigIntVector("id", allocator);
                var ns = new IntVector("n", allocator);
                var words = new VarCharVector("word", allocator);
                var root = VectorSchemaRoot.of(ids, ns, words);
                ArrowWriter writer =
                        file
                                ? new ArrowFileWriter(root, null, Channels.newChannel(bytes))
                                : new ArrowStreamWriter(root, null, bytes)) {
            writer.start();
            for (int batch = 0; batch < 3; batch++) {
                ids.allocateNew();
                ns.allocateNew();
                words.allocateNew();
                for (int i = 0; i < 20; i++) {
                    ids.setSafe(i, i);
                    if (i % 3 != 0) {
                        ns.setSafe(i, i);
                        words.setSafe(i, ("w" + i).getBytes(StandardCharsets.UTF_8));
                    }
                }
                root.setRowCount(20);
                writer.writeBatch();
            }
            writer.end();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Property(tries = 60)
    void when_a_parquet_file_is_damaged_then_the_error_is_ours(@ForAll long seed) throws Exception {
        check(seed, PARQUET, path -> Sources.parquet(path, All.class));
    }

    @Property(tries = 300)
    void when_an_arrow_file_is_damaged_then_the_error_is_ours(@ForAll long seed) throws Exception {
        check(seed, ARROW, path -> Sources.arrow(path, Three.class));
    }

    @Property(tries = 200)
    void when_a_csv_file_is_damaged_then_the_error_is_ours(@ForAll long seed) throws Exception {
        checkText(
                seed,
                "id,n,word\n1,2,a\n3,,\"b\"\"c\"\n\"5\",6,\"d\ne\"\r\n7,8,\n",
                path -> Sources.csv(path, Three.class));
    }

    @Property(tries = 200)
    void when_json_lines_are_damaged_then_the_error_is_ours(@ForAll long seed) throws Exception {
        checkText(
                seed,
                "{\"id\":1,\"n\":2,\"word\":\"a\"}\n"
                        + "{\"id\":3,\"word\":\"b\",\"more\":{\"x\":[1]}}\n",
                path -> Sources.jsonLines(path, Three.class));
    }

    /** Makes a source of a path. */
    private interface Opening {
        Source<?> of(String path);
    }

    private static void check(long seed, List<byte[]> valid, Opening opening) throws Exception {
        Random random = Damage.random(seed);
        Path file = Files.createTempFile("wick-damage", ".bin");
        try {
            for (int i = 0; i < Damage.ROUNDS; i++) {
                for (byte[] bytes : valid) {
                    byte[] damaged = damaged(bytes, random);
                    Files.write(file, damaged);
                    read(file, "round " + i, damaged.length, opening);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Half of the time only the end is wrong. */
    private static byte[] damaged(byte[] bytes, Random random) {
        int cut = random.nextBoolean() ? Math.max(0, bytes.length - END) : 0;
        byte[] end =
                Damage.damaged(
                        Arrays.copyOfRange(bytes, cut, bytes.length), List.of(bytes), random);
        byte[] all = Arrays.copyOf(bytes, cut + end.length);
        System.arraycopy(end, 0, all, cut, end.length);
        return all;
    }

    private static void checkText(long seed, String valid, Opening opening) throws Exception {
        Random random = Damage.random(seed);
        Path file = Files.createTempFile("wick-damage", ".txt");
        try {
            for (int i = 0; i < Damage.ROUNDS; i++) {
                String text = Damage.damaged(valid, random);
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
                read(file, text, text.length(), opening);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void read(Path file, Object shown, long length, Opening opening) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () ->
                        Damage.read(
                                shown, length, ANYWAY, () -> readAll(opening.of(file.toString()))));
    }

    private static void readAll(Source<?> source) throws Exception {
        var reads = new Reads(source);
        var plan = source.plan(new SourceRequest(null, reads.columns(), List.of(), 2));
        for (Split split : plan.splits()) {
            split.read(reads, batch -> true);
        }
    }

    /** Reads as a run does, in this thread. */
    private record Reads(Source<?> source) implements SplitContext {
        @Override
        public Schema<?> schema() {
            return source.schema();
        }

        @Override
        public Set<String> columns() {
            return schema().fields().stream().map(f -> f.name()).collect(Collectors.toSet());
        }

        @Override
        public List<? extends Condition<?>> conditions() {
            return List.of();
        }

        @Override
        public int batchRows() {
            return 100;
        }

        @Override
        public <K, V> CachePartition<K, V> partition() {
            throw new IllegalStateException("no cache");
        }

        @Override
        public Object value() {
            throw new IllegalStateException("no key");
        }

        @Override
        public void countBytes(long more) {}

        @Override
        public void countSkipped(long more) {}
    }
}
