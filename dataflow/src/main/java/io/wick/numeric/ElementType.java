package io.wick.numeric;

/** What the elements of a {@link NumericArray} are. */
public enum ElementType {
    /** IEEE 754 binary16, in two bytes. */
    HALF(Short.BYTES),
    /** Java's {@code float}. */
    FLOAT(Float.BYTES),
    /** Java's {@code double}. */
    DOUBLE(Double.BYTES),
    /** Java's {@code int}. */
    INT(Integer.BYTES),
    /** Java's {@code long}. */
    LONG(Long.BYTES);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes an element has. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements are floating point numbers. */
    public boolean isFloating() {
        return this == HALF || this == FLOAT || this == DOUBLE;
    }

    /** As it stands in names of kernels: {@code float}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
