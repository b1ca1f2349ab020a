package io.wick.pipeline;

import io.wick.column.Schema;

import java.util.UUID;

/**
 * Which part a writer writes.
 *
 * @param run one for all parts of a run, another for each run
 * @param part from 0
 * @param parts how many there are
 * @param schema what a row consists of
 */
public record SinkContext(UUID run, int part, int parts, Schema<?> schema) {}
