package io.wick.internal.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/** A row of all types that text formats know. */
public record Everything(
        byte tiny,
        short small,
        int whole,
        Long tall,
        float single,
        Double fraction,
        boolean flag,
        Boolean maybe,
        String word,
        LocalDate day,
        Instant at,
        Color color,
        BigDecimal amount,
        LocalDateTime local,
        UUID id) {
    public enum Color {
        RED,
        GREEN
    }
}
