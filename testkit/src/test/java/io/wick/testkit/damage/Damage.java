package io.wick.testkit.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;

import io.wick.error.WickException;
import io.wick.ignite.internal.codec.ByteReader;

import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Bytes as writers make them, damaged by chance: what reads them gives a value or an error of Wick,
 * soon, and takes no more memory than they justify. {@code -Dwick.fuzz.rounds=1000} looks longer,
 * {@code -Dwick.fuzz.seed=7} elsewhere in tests whose seeds are fixed.
 */
public final class Damage {
    /** How often each thing is damaged for each seed. */
    public static final int ROUNDS = Integer.getInteger("wick.fuzz.rounds", 1);

    private static final long SEED = Long.getLong("wick.fuzz.seed", 0);
    private static final Duration SOON = Duration.ofSeconds(60L + ROUNDS);

    /** Classes may be loaded, a codec be made. */
    private static final long ANYWAY = 24L << 20;

    private static final long PER_BYTE = 256;

    /** Numbers at the edges, as varints and as 4 bytes. */
    private static final List<byte[]> EDGES =
            List.of(
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x07),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
                    bytes(0x80, 0x80, 0x80, 0x80, 0x08),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                    bytes(0xFF, 0xFF, 0xFF, 0x7F),
                    bytes(0x7F, 0xFF, 0xFF, 0xFF),
                    bytes(0, 0, 0, 0x80),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF),
                    bytes(0xF0, 0xFF, 0xFF, 0x3F),
                    bytes(0x80, 0x94, 0xEB, 0xDC, 0x03),
                    bytes(0, 0, 0, 0),
                    bytes(1));

    private static final List<String> WORDS =
            List.of(
                    "0",
                    "-1",
                    "2147483647",
                    "-2147483649",
                    "9223372036854775807",
                    "1e400",
                    "0.5",
                    "9".repeat(400),
                    "null",
                    "true",
                    "\"\"",
                    "\"",
                    ",",
                    "\n",
                    "{}",
                    "[]",
                    "[".repeat(3000),
                    "{\"a\":".repeat(2000),
                    "{\"ArrayList\":[".repeat(600),
                    "PT-1S",
                    "PT9223372036854775807H",
                    "long",
                    "TreeSet",
                    "java.lang.Object",
                    "io.wick.Wick",
                    "\ud800",
                    "\u0000",
                    "\ufeff");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Damage() {}

    /** How long a whole test may take. */
    static Duration limit() {
        return Duration.ofSeconds(120 + 4L * ROUNDS);
    }

    /** What damages by chance. */
    public static Random random(long seed) {
        return new Random(seed + 1_000_003 * SEED);
    }

    /** Reads damaged copies of each of these. */
    public static void check(long seed, List<byte[]> valid, Consumer<ByteReader> read) {
        check(seed, valid, read, ANYWAY);
    }

    /** The same for what Fory reads: it believes the lengths of lists, up to the heap. */
    public static void checkGraphs(long seed, List<byte[]> valid, Consumer<ByteReader> read) {
        check(seed, valid, read, Long.MAX_VALUE / 2);
    }

    private static void check(
            long seed, List<byte[]> valid, Consumer<ByteReader> read, long anyway) {
        assertTimeoutPreemptively(
                SOON,
                () -> {
                    Random random = random(seed);
                    for (int i = 0; i < ROUNDS; i++) {
                        for (byte[] bytes : valid) {
                            read(damaged(bytes, valid, random), read, anyway);
                        }
                    }
                });
    }

    /** Reads damaged copies of a text. */
    public static void checkText(long seed, List<String> valid, ThrowingConsumer<String> read) {
        assertTimeoutPreemptively(
                SOON,
                () -> {
                    Random random = random(seed);
                    for (int i = 0; i < ROUNDS; i++) {
                        for (String text : valid) {
                            String damaged = damaged(text, random);
                            read(damaged, damaged.length(), ANYWAY, () -> read.accept(damaged));
                        }
                    }
                });
    }

    /** Reads something; {@code anyway} is memory that it may take whatever its length. */
    public static void read(Object shown, long length, long anyway, Executable read) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            read.execute();
        } catch (WickException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        } catch (Throwable e) {
            throw new AssertionError("for " + shown, e);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("memory for %s", shown)
                .isLessThan(anyway + PER_BYTE * length);
    }

    private static void read(byte[] bytes, Consumer<ByteReader> read, long anyway) {
        String shown = HexFormat.of().formatHex(bytes);
        read(
                shown,
                bytes.length,
                anyway,
                () -> read.accept(new ByteReader(bytes, 0, bytes.length)));
    }

    /** A copy that is wrong in one to four places. */
    public static byte[] damaged(byte[] valid, List<byte[]> others, Random random) {
        byte[] bytes = valid.clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int rest = bytes.length - at;
            int length = rest == 0 ? 0 : random.nextInt(Math.min(rest, 40) + 1);
            byte[] edge = EDGES.get(random.nextInt(EDGES.size()));
            bytes =
                    switch (random.nextInt(8)) {
                        case 0 -> flipped(bytes, at, random);
                        case 1 -> Arrays.copyOf(bytes, at);
                        case 2 -> joined(bytes, at, at + length, new byte[0]);
                        case 3 -> joined(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                        case 4 -> joined(bytes, at, at, edge);
                        case 5 -> joined(bytes, at, Math.min(bytes.length, at + edge.length), edge);
                        case 6 -> joined(bytes, at, at + length, noise(length, random));
                        default -> joined(bytes, at, at + length, part(others, random));
                    };
        }
        return bytes;
    }

    /** A text that is wrong in one to four places. */
    public static String damaged(String valid, Random random) {
        var text = new StringBuilder(valid);
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(30));
            String word = WORDS.get(random.nextInt(WORDS.size()));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, text.substring(at, to));
                case 2 -> text.insert(at, word);
                case 3 -> text.replace(at, Math.min(text.length(), at + 1), word);
                case 4 -> text.setLength(at);
                default -> number(text, at, word);
            }
        }
        return text.toString();
    }

    /** Puts a word where the next number or string is. */
    private static void number(StringBuilder text, int from, String word) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        int to = at;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        text.replace(at, to, word);
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        if (at < bytes.length) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] part(List<byte[]> others, Random random) {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] between) {
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, from);
        joined.writeBytes(between);
        joined.write(bytes, to, bytes.length - to);
        return joined.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
