package io.wick.internal.format.csv;

import io.wick.column.Field;
import io.wick.internal.format.BadCell;
import io.wick.internal.format.BadLineLog;
import io.wick.internal.format.ObjectText;
import io.wick.internal.format.Slot;
import io.wick.internal.format.TimeText;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;

/** Makes a field's value of its text. For one thread. */
abstract class TextParser {
    private final Slot slot;

    TextParser(Slot slot) {
        this.slot = slot;
    }

    /** The parser of a slot's type, or null if no text says a value of it. */
    static @Nullable TextParser of(Slot slot) {
        Field field = slot.field();
        return switch (field.type()) {
            case INT, LONG -> new OfWhole(slot);
            case FLOAT, DOUBLE -> new OfFraction(slot);
            case BOOLEAN -> new OfBoolean(slot);
            case STRING -> new OfString(slot);
            case DATE -> new OfDate(slot);
            case TIMESTAMP -> new OfInstant(slot);
            case OBJECT -> ObjectText.isKnown(field.javaType()) ? new OfObject(slot) : null;
        };
    }

    final Slot slot() {
        return slot;
    }

    /**
     * Takes a text. An empty one is no value, unless it is a quoted string.
     *
     * @throws BadCell if it is none of the type
     */
    final void parse(char[] text, int from, int length, boolean quoted) throws BadCell {
        if (length == 0 && !(quoted && this instanceof OfString)) {
            slot.clear();
            return;
        }
        try {
            parse(text, from, from + length);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            String all = new String(text, from, length);
            throw new BadCell(
                    slot.field().name(),
                    BadLineLog.shortened(all),
                    "expected " + expected() + ", got '" + BadLineLog.shortened(all) + "'");
        }
    }

    /** Takes a text that is not empty; what it throws means that it is none of the type. */
    abstract void parse(char[] text, int from, int end);

    /** What a text should be, in words. */
    abstract String expected();

    private static final class OfWhole extends TextParser {
        private final long least;
        private final long most;

        OfWhole(Slot slot) {
            super(slot);
            Class<?> type = slot.field().javaType();
            if (type == long.class || type == Long.class) {
                least = Long.MIN_VALUE;
                most = Long.MAX_VALUE;
            } else if (type == short.class || type == Short.class) {
                least = Short.MIN_VALUE;
                most = Short.MAX_VALUE;
            } else if (type == byte.class || type == Byte.class) {
                least = Byte.MIN_VALUE;
                most = Byte.MAX_VALUE;
            } else {
                least = Integer.MIN_VALUE;
                most = Integer.MAX_VALUE;
            }
        }

        @Override
        void parse(char[] text, int from, int end) {
            long value = NumberText.whole(text, from, end);
            if (value < least || value > most) {
                throw new NumberFormatException("out of range");
            }
            slot().set(value);
        }

        @Override
        String expected() {
            return "a whole number from " + least + " to " + most;
        }
    }

    private static final class OfFraction extends TextParser {
        OfFraction(Slot slot) {
            super(slot);
        }

        @Override
        void parse(char[] text, int from, int end) {
            Class<?> type = slot().field().javaType();
            boolean isFloat = type == float.class || type == Float.class;
            slot().set(
                            isFloat
                                    ? Float.parseFloat(new String(text, from, end - from))
                                    : NumberText.fraction(text, from, end));
        }

        @Override
        String expected() {
            return "a number";
        }
    }

    private static final class OfBoolean extends TextParser {
        OfBoolean(Slot slot) {
            super(slot);
        }

        @Override
        void parse(char[] text, int from, int end) {
            String word = new String(text, from, end - from);
            if (word.equalsIgnoreCase("true")) {
                slot().set(1L);
            } else if (word.equalsIgnoreCase("false")) {
                slot().set(0L);
            } else {
                throw new IllegalArgumentException(word);
            }
        }

        @Override
        String expected() {
            return "true or false";
        }
    }

    private static final class OfString extends TextParser {
        private final TextCache cache = new TextCache();

        OfString(Slot slot) {
            super(slot);
        }

        @Override
        void parse(char[] text, int from, int end) {
            slot().set(cache.get(text, from, end - from));
        }

        @Override
        String expected() {
            return "a text";
        }
    }

    private static final class OfDate extends TextParser {
        OfDate(Slot slot) {
            super(slot);
        }

        @Override
        void parse(char[] text, int from, int end) {
            slot().set(TimeText.days(text, from, end));
        }

        @Override
        String expected() {
            return "a date such as 2001-12-31";
        }
    }

    private static final class OfInstant extends TextParser {
        OfInstant(Slot slot) {
            super(slot);
        }

        @Override
        void parse(char[] text, int from, int end) {
            slot().set(TimeText.nanos(new String(text, from, end - from)));
        }

        @Override
        String expected() {
            return "a time such as 2001-12-31T23:59:59Z";
        }
    }

    private static final class OfObject extends TextParser {
        OfObject(Slot slot) {
            super(slot);
        }

        @Override
        void parse(char[] text, int from, int end) {
            String word = new String(text, from, end - from);
            slot().set(ObjectText.parse(slot().field().javaType(), word));
        }

        @Override
        String expected() {
            return ObjectText.expected(slot().field().javaType());
        }
    }
}
