package io.wick.internal.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Values of other types that a text can say: enums and some of the JDK. */
public final class ObjectText {
    private static final Map<Class<?>, Function<String, Object>> PARSERS =
            Map.of(
                    BigDecimal.class, BigDecimal::new,
                    BigInteger.class, BigInteger::new,
                    UUID.class, UUID::fromString,
                    LocalDateTime.class, LocalDateTime::parse,
                    LocalTime.class, LocalTime::parse);

    private ObjectText() {}

    public static boolean isKnown(Class<?> type) {
        return type.isEnum() || PARSERS.containsKey(type);
    }

    /** Throws an {@code IllegalArgumentException} or {@code DateTimeException} for other texts. */
    public static Object parse(Class<?> type, String text) {
        Function<String, Object> parser = PARSERS.get(type);
        if (parser != null) {
            return parser.apply(text);
        }
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    public static String expected(Class<?> type) {
        return type.isEnum()
                ? "one of " + Arrays.toString(type.getEnumConstants())
                : "a " + type.getSimpleName();
    }
}
