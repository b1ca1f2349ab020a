package io.wick.benchmarks.soak;

import io.wick.ObjectRef;
import io.wick.Wick;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Objects of many sizes, put, read, passed on, freed or let go. */
final class ObjectRounds {
    private ObjectRounds() {}

    record Parcel(String label, List<ObjectRef<byte[]>> content) implements Serializable {}

    static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static int hash(byte[] bytes) {
        return Arrays.hashCode(bytes);
    }

    private static int anySize(SplittableRandom random) {
        return random.nextInt(1, 1 << random.nextInt(4, 22));
    }

    /** Half are freed, half are found by the collector. */
    static void puts(Wick wick, SplittableRandom random) {
        for (int i = 0; i < 8; i++) {
            byte[] bytes = bytes(random.nextLong(), anySize(random));
            ObjectRef<byte[]> ref = wick.put(bytes);
            int far = wick.task(ObjectRounds::hash, ref).spread().submit().get(Round.LIMIT);
            Round.same("hash of an object elsewhere", hash(bytes), far);
            Round.same("hash of an object", hash(bytes), hash(ref.get()));
            if (i % 2 == 0) {
                ref.free();
            }
        }
    }

    /** Objects that another node owns, in a list that it gives back. */
    static List<ObjectRef<byte[]>> many(long seed, int count) {
        var random = new SplittableRandom(seed);
        var refs = new ArrayList<ObjectRef<byte[]>>();
        for (int i = 0; i < count; i++) {
            refs.add(Wick.current().put(bytes(seed + i, anySize(random) >> 3)));
        }
        return refs;
    }

    static int hashes(Parcel parcel) {
        int sum = 0;
        for (ObjectRef<byte[]> ref : parcel.content()) {
            sum += hash(ref.get());
        }
        return sum;
    }

    static void borrowed(Wick wick, SplittableRandom random) {
        long seed = random.nextLong();
        int count = random.nextInt(1, 12);
        List<ObjectRef<byte[]>> refs =
                wick.task(ObjectRounds::many, seed, count).spread().submit().get(Round.LIMIT);
        int sum = 0;
        for (ObjectRef<byte[]> ref : refs) {
            sum += hash(ref.get(Round.LIMIT));
        }
        var parcel = new Parcel("of " + count, refs);
        Round.same(
                "hashes of a parcel",
                sum,
                wick.task(ObjectRounds::hashes, parcel).spread().submit().get(Round.LIMIT));
        ObjectRef<Parcel> put = wick.put(parcel);
        Round.same(
                "hashes of a parcel that was put",
                sum,
                wick.task(ObjectRounds::hashes, put).spread().submit().get(Round.LIMIT));
    }

    /** Results large enough to be stored where they arise. */
    static void scoped(Wick wick, SplittableRandom random) {
        try (var scope = wick.scope()) {
            for (int i = 0; i < 6; i++) {
                long seed = random.nextLong();
                int size = anySize(random);
                ObjectRef<byte[]> made =
                        scope.keep(wick.task(ObjectRounds::bytes, seed, size).spread().submit());
                Round.same(
                        "hash of a result", hash(bytes(seed, size)), hash(made.get(Round.LIMIT)));
            }
        }
    }
}
