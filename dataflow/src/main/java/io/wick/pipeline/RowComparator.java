package io.wick.pipeline;

import java.io.Serializable;
import java.util.Comparator;

/** A comparator that may run on any node. Lambdas are the usual implementations. */
@FunctionalInterface
public interface RowComparator<T> extends Comparator<T>, Serializable {}
