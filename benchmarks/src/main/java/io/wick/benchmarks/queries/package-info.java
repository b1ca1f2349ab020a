/**
 * Five queries on three million flights, on Wick's pipelines and on what one would use instead.
 * {@link io.wick.benchmarks.queries.QueryBench} runs each engine in a JVM of its own, in turns,
 * compares the answers and prints times and memory. A further engine is a class that implements
 * {@code FlightQueries} and one line in {@code Contender}.
 *
 * <pre>
 * QueryBench ─ Contender
 *     └─ EngineJvm ~~~~~~ Child ─┬─ FlightQueries ◁─ JavaQueries, JetQueries, SparkQueries, ...
 *   (the program)   (a JVM each) └─ Memory
 * </pre>
 *
 * <p>What runs in the JVM of Spark is compiled a second time by {@code benchmarks/spark}, which has
 * Spark's libraries and none of Wick's: {@code Child} and what it needs use the JDK alone.
 */
@NullMarked
package io.wick.benchmarks.queries;

import org.jspecify.annotations.NullMarked;
