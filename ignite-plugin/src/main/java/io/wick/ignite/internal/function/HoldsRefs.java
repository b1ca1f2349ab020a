package io.wick.ignite.internal.function;

import io.wick.Wick;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which static types can hold an {@link io.wick.ObjectRef}; when in doubt, they can. */
final class HoldsRefs {
    private static final Set<Class<?>> NEVER =
            Set.of(
                    Boolean.class,
                    Byte.class,
                    Short.class,
                    Character.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    String.class,
                    BigInteger.class,
                    BigDecimal.class,
                    UUID.class,
                    Class.class,
                    Wick.class);

    private static final ClassValue<Boolean> POSSIBLE =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return judge(type, new HashSet<>());
                }
            };

    private HoldsRefs() {}

    static boolean possible(Class<?> type) {
        return !type.isPrimitive() && POSSIBLE.get(type);
    }

    private static boolean judge(Class<?> type, Set<Class<?>> open) {
        if (type.isPrimitive() || type.isEnum() || NEVER.contains(type) || isTime(type)) {
            return false;
        }
        if (type.isArray()) {
            return judge(type.getComponentType(), open);
        }
        if (!type.isRecord()) {
            return true;
        }
        if (open.add(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (judge(component.getType(), open)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTime(Class<?> type) {
        return type.getName().startsWith("java.time.")
                && Modifier.isFinal(type.getModifiers())
                && (TemporalAccessor.class.isAssignableFrom(type)
                        || TemporalAmount.class.isAssignableFrom(type));
    }
}
