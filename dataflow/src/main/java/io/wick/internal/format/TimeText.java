package io.wick.internal.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** Dates and times as ISO 8601 writes them. What is none throws {@code DateTimeException}. */
public final class TimeText {
    private static final int ISO_LENGTH = 10;
    private static final long NANOS = 1_000_000_000L;

    /** With or without an offset, with a T or a blank before the time. */
    private static final DateTimeFormatter TIMES =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .toFormatter();

    private TimeText() {}

    /** Days since 1970. */
    public static long days(String text) {
        return LocalDate.parse(text).toEpochDay();
    }

    /** Days since 1970. */
    public static long days(char[] text, int from, int end) {
        if (end - from != ISO_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
            return LocalDate.parse(new String(text, from, end - from)).toEpochDay();
        }
        int year = number(text, from, from + 4);
        int month = number(text, from + 5, from + 7);
        int day = number(text, from + 8, from + 10);
        return LocalDate.of(year, month, day).toEpochDay();
    }

    /** Nanoseconds since 1970; without an offset the time is UTC. */
    public static long nanos(String text) {
        boolean blank = text.length() > ISO_LENGTH && text.charAt(ISO_LENGTH) == ' ';
        String iso =
                blank ? text.substring(0, ISO_LENGTH) + 'T' + text.substring(ISO_LENGTH + 1) : text;
        TemporalAccessor time = TIMES.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        Instant instant =
                time instanceof OffsetDateTime offset
                        ? offset.toInstant()
                        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano());
    }

    private static int number(char[] text, int from, int end) {
        int value = 0;
        for (int i = from; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("no digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
