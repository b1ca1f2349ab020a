package io.wick.numeric.cases;

/** What arithmetic an implementation has, for the bound of its error. */
public enum Precision {
    /** That of the elements' type, in any order. */
    TYPE,
    /** Double precision, and one rounding to the type at the end. */
    DOUBLE
}
