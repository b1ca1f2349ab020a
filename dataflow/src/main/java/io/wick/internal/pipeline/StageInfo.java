package io.wick.internal.pipeline;

import io.wick.column.Schema;

import java.util.List;
import java.util.Set;

/**
 * A stage of a pipeline, for explanations and reports.
 *
 * @param columns the columns of its rows that something uses
 * @param inputs the numbers of the stages before it
 */
record StageInfo(
        int number, String name, Schema<?> schema, Set<String> columns, List<Integer> inputs) {}
