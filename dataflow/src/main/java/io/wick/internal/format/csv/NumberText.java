package io.wick.internal.format.csv;

/** Numbers in decimal. What is none throws {@link NumberFormatException}. */
final class NumberText {
    /** Up to 10^22 a double is exact, and up to 15 digits a whole number is. */
    private static final double[] TENS = new double[23];

    private static final int EXACT_DIGITS = 15;

    static {
        double ten = 1;
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = ten;
            ten *= 10;
        }
    }

    private NumberText() {}

    static long whole(char[] text, int from, int end) {
        int at = from;
        char first = text[at];
        boolean negative = first == '-';
        if (negative || first == '+') {
            at++;
        }
        int digits = end - at;
        if (digits < 1 || digits > 18) {
            return Long.parseLong(new String(text, from, end - from));
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("no digit");
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /**
     * The nearest double. Short numbers without an exponent are the quotient of two doubles that
     * are exact, so that the result is (Clinger, How to Read Floating Point Numbers Accurately,
     * 1990).
     */
    static double fraction(char[] text, int from, int end) {
        int at = from;
        char first = text[at];
        boolean negative = first == '-';
        if (negative || first == '+') {
            at++;
        }
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = at; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                return general(text, from, end);
            }
            if (count > EXACT_DIGITS) {
                return general(text, from, end);
            }
        }
        if (count == 0) {
            return general(text, from, end);
        }
        int places = point < 0 ? 0 : end - point - 1;
        double value = digits / TENS[places];
        return negative ? -value : value;
    }

    private static double general(char[] text, int from, int end) {
        return Double.parseDouble(new String(text, from, end - from));
    }
}
