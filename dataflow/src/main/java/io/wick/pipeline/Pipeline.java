package io.wick.pipeline;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Wick;
import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.pipeline.BatchStep;
import io.wick.internal.pipeline.Distinct;
import io.wick.internal.pipeline.FilterStep;
import io.wick.internal.pipeline.FirstRows;
import io.wick.internal.pipeline.FlatMapStep;
import io.wick.internal.pipeline.Indexing;
import io.wick.internal.pipeline.JoinSpec;
import io.wick.internal.pipeline.Limiting;
import io.wick.internal.pipeline.MapStep;
import io.wick.internal.pipeline.Node;
import io.wick.internal.pipeline.NumericStep;
import io.wick.internal.pipeline.Outcome;
import io.wick.internal.pipeline.Outcomes;
import io.wick.internal.pipeline.Repartitioning;
import io.wick.internal.pipeline.SampleStep;
import io.wick.internal.pipeline.SelectStep;
import io.wick.internal.pipeline.Sorting;
import io.wick.internal.pipeline.StatePool;
import io.wick.internal.pipeline.Step;
import io.wick.internal.pipeline.WhereStep;
import io.wick.numeric.KernelProgram;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan of what is to become of rows, from a source on. Each operator gives a new pipeline and
 * leaves this one as it is; nothing runs before {@link #collect}, {@link #count}, {@link #forEach}
 * or a {@link Query} of {@link #into} runs. Immutable, thread-safe.
 *
 * <pre>{@code
 * List<Delays> delays = Pipeline.from(Sources.parquet("flights.parquet", Flight.class))
 *     .where(Condition.of(Flight::distance).atLeast(100))
 *     .groupBy(Flight::origin)
 *     .aggregate(Delays.class, Aggregates.count(), Aggregates.mean(Flight::delay))
 *     .sortBy(Delays::origin)
 *     .collect(wick);
 * }</pre>
 *
 * <p>Rows of records travel and are worked on as columns where functions are the records' own
 * accessors ({@code Flight::origin}), and only the columns that something uses are read. Any other
 * function is called with the row. Functions may run on any node and, when a node is lost, again.
 *
 * <p>Row by row operators, {@code union} and {@code limit} keep the order of the source; {@code
 * sort} and {@code top} give their own, rows that compare equal in the order they came. After
 * {@code groupBy}, {@code distinct}, {@code join} and {@code repartition} rows come in any order.
 *
 * <p>What is wrong with a pipeline is said where it is written: every operator throws a {@link
 * PipelineException} that names the stage, when it is given null or something that does not fit.
 *
 * @param <T> the type of a row; never null
 */
public final class Pipeline<T> {
    private final Node node;

    Pipeline(Node node) {
        this.node = node;
    }

    /** The logical plan. */
    Node node() {
        return node;
    }

    /** The rows of a source. */
    public static <T> Pipeline<T> from(Source<T> source) {
        Source<T> given = Stages.given(source, "source", "from");
        return new Pipeline<>(new Node.Read(given.describe(), given));
    }

    /** The same with another name for its last stage, for explanations, reports and errors. */
    public Pipeline<T> named(String name) {
        String given = Stages.given(name, "name", "named");
        if (given.isBlank()) {
            throw new PipelineException(
                    "The name of the stage '" + node.name() + "' is blank: give it one to be seen");
        }
        return new Pipeline<>(node.named(given));
    }

    /** A function of each row. A function that gives null ends the run. */
    public <R> Pipeline<R> map(Fn1<? super T, ? extends R> fn) {
        return mapped(Stages.typeOf(Stages.given(fn, "function", "map")), fn);
    }

    /**
     * The same where the compiler leaves no type of the result in the function, as for one that is
     * kept in a variable of a generic type: with it the rows are held as columns.
     */
    public <R> Pipeline<R> map(Class<R> type, Fn1<? super T, ? extends R> fn) {
        return mapped(Stages.given(type, "type", "map"), Stages.given(fn, "function", "map"));
    }

    private <R> Pipeline<R> mapped(Class<?> type, Fn1<? super T, ? extends R> fn) {
        Schema<?> schema = Schema.of(type);
        return step("map", schema, new MapStep(Stages.erased(fn), schema));
    }

    /**
     * A record of some of the row's columns, made without making rows. Each component is what the
     * accessor in its place gives.
     *
     * @param columns accessors of the row's record, one for each component of {@code type}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // read alone
    public final <R> Pipeline<R> select(Class<R> type, Fn1<? super T, ?>... columns) {
        SelectStep select =
                SelectStep.of(
                        node.schema(),
                        Stages.given(type, "record", "select"),
                        Stages.givenAll(columns, "accessor", "select"));
        return step("select " + select.text(), Schema.of(type), select);
    }

    /** The rows for which a function says so. */
    public Pipeline<T> filter(RowPredicate<? super T> test) {
        RowPredicate<? super T> given = Stages.given(test, "function", "filter");
        return step("filter", node.schema(), new FilterStep(Stages.erasedTest(given)));
    }

    /** The rows for which a condition on columns holds; a source may use it to read less. */
    public Pipeline<T> where(Condition<? super T> condition) {
        Condition<? super T> given = Stages.given(condition, "condition", "where");
        Stages.checkColumns(node, given.columns(), "where");
        return step("where " + given, node.schema(), new WhereStep(given));
    }

    /** All rows that a function gives for each row. */
    public <R> Pipeline<R> flatMap(
            Class<R> type, Fn1<? super T, ? extends Iterable<? extends R>> fn) {
        Schema<R> schema = Schema.of(Stages.given(type, "type", "flatMap"));
        return step(
                "flat map",
                schema,
                new FlatMapStep(
                        Stages.erasedToMany(Stages.given(fn, "function", "flatMap")), schema));
    }

    /** The same for results of which no columns are made. */
    @SuppressWarnings("unchecked")
    public <R> Pipeline<R> flatMap(Fn1<? super T, ? extends Iterable<? extends R>> fn) {
        return flatMap((Class<R>) Object.class, fn);
    }

    /**
     * Rows in one group for each key: to be aggregated.
     *
     * @param key a record's accessor, or any function; keys are compared by {@code equals}
     */
    public <K> GroupedPipeline<T, K> groupBy(Fn1<? super T, ? extends K> key) {
        return Groups.one(node, key);
    }

    /**
     * Rows in one group for each combination of several keys.
     *
     * @param type a record with a component for each key, in this order
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // read alone
    public final <K> GroupedPipeline<T, K> groupBy(Class<K> type, Fn1<? super T, ?>... keys) {
        return Groups.<T, K>several(node, type, Stages.givenAll(keys, "key", "groupBy"));
    }

    /**
     * Rows in windows of event time that follow on each other, from 1970 on: [0, size), [size, 2
     * size), ... A window with no rows gives nothing. The key is the start of the window.
     */
    public GroupedPipeline<T, Instant> window(Fn1<? super T, Instant> time, Duration size) {
        return Groups.windows(node, time, size);
    }

    /** All rows as one group, which gives one row, also of no rows. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read alone
    public final <R> Pipeline<R> aggregate(Class<R> type, Aggregate<? super T, ?>... aggregates) {
        return Groups.<T>all(node).aggregate(type, aggregates);
    }

    /**
     * A function of batches of rows as columns, for work that is quicker on many rows at once.
     *
     * @param type what the rows of the batches that it gives are; see {@link Schema#of(Class)}
     */
    public <R> Pipeline<R> mapBatches(Class<R> type, Fn1<Batch, Batch> fn) {
        Fn1<Batch, Batch> given = Stages.given(fn, "function", "mapBatches");
        return mapBatches(type, () -> "", (nothing, batch) -> given.call(batch));
    }

    /**
     * The same for a function that needs something that is costly to open: a model, a connection.
     * On each node as many are opened as vertices work at once, at most one per CPU of its tasks,
     * and each is used by one vertex at a time, for all batches. {@link #repartition} before it
     * bounds how many work at once in all. One that is {@link AutoCloseable} is closed some time
     * after the last run; one whose function threw is not used again.
     *
     * <pre>{@code
     * rows.mapBatches(Scored.class, () -> Model.load("m.bin"), (model, batch) -> model.score(batch))
     * }</pre>
     *
     * @param open called on the node, again when more work at once or after a failure
     */
    public <S, R> Pipeline<R> mapBatches(
            Class<R> type, Fn0<? extends S> open, Fn2<? super S, Batch, Batch> fn) {
        var states = new StatePool(Stages.given(open, "opening function", "mapBatches"));
        Schema<R> schema = Schema.of(Stages.given(type, "type", "mapBatches"));
        return step(
                "map batches",
                schema,
                new BatchStep(
                        states,
                        Stages.erasedBatches(Stages.given(fn, "function", "mapBatches")),
                        schema));
    }

    /**
     * Kernels on columns, batch by batch: their arrays are inputs and outputs, without copies.
     *
     * <pre>{@code
     * record Leg(String origin, double hours, double miles) {}
     * record Speed(String origin, double milesPerHour) {}
     * Pipeline<Speed> speeds = legs.numeric(Speed.class, KernelProgram.of(QUOTIENT), Leg::miles, Leg::hours);
     * }</pre>
     *
     * A batch in which an input column may have nulls ends the run; drop such rows before.
     *
     * @param type a record: a component that has the name of a column is that column, the others
     *     are the program's results in their order
     * @param program that gives vectors as long as those that it takes
     * @param columns accessors of the row's record, one for each input of the program
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // read alone
    public final <R> Pipeline<R> numeric(
            Class<R> type, KernelProgram program, Fn1<? super T, ?>... columns) {
        KernelProgram given = Stages.given(program, "program of kernels", "numeric");
        NumericStep step =
                NumericStep.of(
                        node.schema(),
                        Stages.given(type, "record", "numeric"),
                        given,
                        Stages.givenAll(columns, "accessor", "numeric"));
        return step("numeric " + given.name(), Schema.of(type), step);
    }

    /** Each row once, by {@code equals}. */
    public Pipeline<T> distinct() {
        return new Pipeline<>(new Node.Gathered("distinct", node, node.schema(), new Distinct()));
    }

    /** These rows, then those of the others. */
    @SafeVarargs
    public final Pipeline<T> union(Pipeline<? extends T>... others) {
        var inputs = new ArrayList<Node>();
        inputs.add(node);
        for (Pipeline<? extends T> other : others) {
            inputs.add(Stages.given(other, "pipeline", "union").node);
        }
        return new Pipeline<>(Stages.union(inputs));
    }

    /**
     * Each row with a chance, which is the same for all and falls independently; the same rows
     * whenever the source is cut the same way.
     *
     * @param fraction from 0 to 1
     */
    public Pipeline<T> sample(double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new PipelineException(
                    "sample takes a fraction from 0 to 1, 0.1 for example; got " + fraction);
        }
        return step("sample " + fraction, node.schema(), new SampleStep(fraction, seed));
    }

    /** Each row with its place among all rows, from 0, in their order. */
    @SuppressWarnings("unchecked")
    public Pipeline<Indexed<T>> zipWithIndex() {
        return new Pipeline<>(
                new Node.Gathered(
                        "zip with index", node, Schema.of(Indexed.class), new Indexing()));
    }

    /** The rows in a number of parts of about the same size, for work that is long for each row. */
    public Pipeline<T> repartition(int parts) {
        Stages.atLeastOne(parts, "parts", "repartition");
        return new Pipeline<>(
                new Node.Gathered("repartition", node, node.schema(), new Repartitioning(parts)));
    }

    /** The rows in order of a key, smallest first, nulls before all. */
    public <K extends Comparable<? super K>> Pipeline<T> sortBy(Fn1<? super T, ? extends K> key) {
        return sort(Order.by(Stages.given(key, "key", "sortBy")));
    }

    /** The rows in an order. */
    public Pipeline<T> sort(Order<? super T> order) {
        Order<? super T> given = Stages.given(order, "order", "sort");
        return new Pipeline<>(
                new Node.Gathered("sort by " + given, node, node.schema(), new Sorting(given)));
    }

    /** The {@code n} rows with the largest values, largest first. */
    public <K extends Comparable<? super K>> Pipeline<T> top(
            int n, Fn1<? super T, ? extends K> by) {
        return first(n, Order.by(Stages.given(by, "key", "top")).descending());
    }

    /** The first {@code n} rows in an order, in this order. */
    public Pipeline<T> first(int n, Order<? super T> order) {
        Stages.atLeastOne(n, "rows", "first");
        Order<? super T> given = Stages.given(order, "order", "first");
        return new Pipeline<>(
                new Node.Gathered(
                        "first " + n + " by " + given,
                        node,
                        node.schema(),
                        new FirstRows(n, given)));
    }

    /** The first rows. */
    public Pipeline<T> limit(long rows) {
        if (rows < 0) {
            throw new PipelineException("limit takes a number of rows, 0 or more; got " + rows);
        }
        if (node instanceof Node.Gathered(String name, Node in, Schema<?> schema, Sorting sorting)
                && rows > 0
                && rows <= FirstRows.MOST) {
            return new Pipeline<>(
                    new Node.Gathered(
                            name + ", first " + rows,
                            in,
                            schema,
                            new FirstRows((int) rows, sorting.order())));
        }
        return new Pipeline<>(
                new Node.Gathered("limit " + rows, node, node.schema(), new Limiting(rows)));
    }

    /** A row for each pair of rows with the same key; rows whose key is null meet nobody. */
    public <U, K, R> Pipeline<R> join(
            Pipeline<U> right,
            Fn1<? super T, ? extends K> leftKey,
            Fn1<? super U, ? extends K> rightKey,
            Fn2<? super T, ? super U, ? extends R> combine) {
        return Joins.combined(JoinSpec.Kind.INNER, this, right, leftKey, rightKey, combine);
    }

    /** The same, and a row with null for the right one where there is none. */
    public <U, K, R> Pipeline<R> leftJoin(
            Pipeline<U> right,
            Fn1<? super T, ? extends K> leftKey,
            Fn1<? super U, ? extends K> rightKey,
            Fn2<? super T, ? super @Nullable U, ? extends R> combine) {
        return Joins.combined(JoinSpec.Kind.LEFT, this, right, leftKey, rightKey, combine);
    }

    /**
     * A record of columns of both for each pair of rows with the same key, made without making
     * rows.
     *
     * @param type a record; each component is the column of its name, of these rows or of {@code
     *     right}
     */
    public <U, K, R> Pipeline<R> join(
            Class<R> type,
            Pipeline<U> right,
            Fn1<? super T, ? extends K> leftKey,
            Fn1<? super U, ? extends K> rightKey) {
        return Joins.byName(JoinSpec.Kind.INNER, type, this, right, leftKey, rightKey);
    }

    /** The same, with nulls for the right columns where there is no right row. */
    public <U, K, R> Pipeline<R> leftJoin(
            Class<R> type,
            Pipeline<U> right,
            Fn1<? super T, ? extends K> leftKey,
            Fn1<? super U, ? extends K> rightKey) {
        return Joins.byName(JoinSpec.Kind.LEFT, type, this, right, leftKey, rightKey);
    }

    /** The rows for which the other pipeline has a row with the same key, each once. */
    public <U, K> Pipeline<T> semiJoin(
            Pipeline<U> right,
            Fn1<? super T, ? extends K> leftKey,
            Fn1<? super U, ? extends K> rightKey) {
        return Joins.semi(this, right, leftKey, rightKey);
    }

    /**
     * Runs it and gives the rows, which must fit into the memory here.
     *
     * @throws io.wick.error.TaskFailedException when a stage failed; its cause says which and where
     */
    public List<T> collect(Wick wick) {
        return query(new Outcomes.Collect<T>()).run(wick);
    }

    /** Runs it and gives how many rows there are. */
    public long count(Wick wick) {
        return query(new Outcomes.Count()).run(wick);
    }

    /**
     * Runs it and calls a function with each row, on the node where the row is.
     *
     * @return how many rows there were
     */
    public long forEach(Wick wick, RowAction<? super T> action) {
        RowAction<? super T> given = Stages.given(action, "function", "forEach");
        return query(new Outcomes.ForEach(Stages.erasedAction(given))).run(wick);
    }

    /**
     * The rows into a sink, when the query runs.
     *
     * @throws io.wick.error.PipelineException if the sink cannot write such rows
     */
    public <P extends @Nullable Object, R extends @Nullable Object> Query<R> into(
            Sink<? super T, P, R> sink) {
        Stages.given(sink, "sink", "into").check(node.schema());
        return query(Stages.outcome(sink));
    }

    private <R extends @Nullable Object> Query<R> query(Outcome<R> outcome) {
        return new Query<>(node, outcome);
    }

    private <R> Pipeline<R> step(String name, Schema<?> schema, Step step) {
        return new Pipeline<>(new Node.RowWise(name, node, schema, step));
    }

    @Override
    public String toString() {
        return "pipeline to '" + node.name() + "' of " + node.schema();
    }
}
