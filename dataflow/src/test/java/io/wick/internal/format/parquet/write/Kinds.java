package io.wick.internal.format.parquet.write;

import dev.hardwood.row.StructAccessor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.Supplier;

/** A row of all types that Parquet files are written with. */
public record Kinds(
        byte tiny,
        Short small,
        int whole,
        Integer maybe,
        long tall,
        Long tallMaybe,
        float single,
        Float singleMaybe,
        double fraction,
        Double fractionMaybe,
        boolean flag,
        Boolean flagMaybe,
        String word,
        LocalDate day,
        Instant at) {

    private static final double[] SPECIAL = {
        Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };

    /**
     * Any row.
     *
     * @param distinct how many different values a column has, about
     * @param nulls the share of nulls where they may be
     */
    public static Kinds random(Random random, int distinct, double nulls) {
        Supplier<Long> next = () -> (random.nextInt(distinct) - distinct / 2) * 0x9E3779B97F4A7C15L;
        return new Kinds(
                next.get().byteValue(),
                orNull(random, nulls, next.get().shortValue()),
                next.get().intValue(),
                orNull(random, nulls, next.get().intValue()),
                next.get(),
                orNull(random, nulls, next.get()),
                (float) fraction(random, next.get()),
                orNull(random, nulls, (float) fraction(random, next.get())),
                fraction(random, next.get()),
                orNull(random, nulls, fraction(random, next.get())),
                random.nextBoolean(),
                orNull(random, nulls, random.nextBoolean()),
                orNull(random, nulls, word(next.get())),
                orNull(random, nulls, LocalDate.ofEpochDay(next.get().intValue())),
                orNull(random, nulls, Instant.ofEpochSecond(0, next.get())));
    }

    private static double fraction(Random random, long value) {
        return random.nextInt(20) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : value / 1e6;
    }

    private static String word(long value) {
        return value % 5 == 0 ? "" : "é".repeat((int) (value & 7)) + Long.toHexString(value);
    }

    private static <T> T orNull(Random random, double nulls, T value) {
        return random.nextDouble() < nulls ? null : value;
    }

    /** The row as an independent reader has it. */
    static Kinds of(StructAccessor row) {
        return new Kinds(
                (byte) row.getInt(0),
                row.isNull(1) ? null : (short) row.getInt(1),
                row.getInt(2),
                row.isNull(3) ? null : (Integer) row.getInt(3),
                row.getLong(4),
                row.isNull(5) ? null : (Long) row.getLong(5),
                row.getFloat(6),
                row.isNull(7) ? null : (Float) row.getFloat(7),
                row.getDouble(8),
                row.isNull(9) ? null : (Double) row.getDouble(9),
                row.getBoolean(10),
                row.isNull(11) ? null : (Boolean) row.getBoolean(11),
                row.isNull(12) ? null : row.getString(12),
                row.isNull(13) ? null : row.getDate(13),
                row.isNull(14) ? null : row.getTimestamp(14));
    }
}
