package io.wick.pipeline;

import java.io.Serializable;

/**
 * A row and its place among all rows.
 *
 * @param index from 0
 */
public record Indexed<T>(long index, T row) implements Serializable {}
