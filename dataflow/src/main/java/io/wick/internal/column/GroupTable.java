package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.pipeline.Aggregate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups and the states of their aggregates: takes rows and states of other tables, gives its own
 * states or the results. Groups come out in the order in which they came first. For one thread.
 *
 * <pre>{@code
 * GroupTable<Flight, Delays> table = spec.table();
 * table.add(rows);                                  // where the rows are
 * List<Batch> states = table.states(parts);
 * other.merge(states.get(part));                    // where the part is
 * Batch delays = other.results();
 * }</pre>
 *
 * @param <T> the type of the rows
 * @param <R> the record of the results
 */
public final class GroupTable<T, R> {
    private final GroupSpec<T, ?, R> spec;
    private final RowIds ids;
    private final List<Accumulator> accumulators = new ArrayList<>();

    /** What each accumulator gets of a row; null: the row. */
    private final List<@Nullable Expression<T>> inputs = new ArrayList<>();

    private final List<Slot> slots = new ArrayList<>();
    private final Schema<?> stateSchema;

    GroupTable(GroupSpec<T, ?, R> spec) {
        this.spec = spec;
        ids = new RowIds(spec.key().schema());
        for (Aggregate<T, ?> aggregate : spec.aggregates()) {
            Expression<T> input =
                    aggregate instanceof Aggregate.OfValue<T, ?> of
                            ? Expression.of(spec.rows(), of.input())
                            : null;
            slots.add(new Slot(place(accumulator(aggregate, input), input), aggregate));
        }
        stateSchema = stateSchema();
    }

    /** The index of an accumulator that is shared if its kind can be and one has the same input. */
    private int place(Accumulator accumulator, @Nullable Expression<T> input) {
        boolean shareable =
                switch (accumulator) {
                    case Quantiles _, WholeSums _, DoubleSums _, Variances _ -> true;
                    default -> false;
                };
        for (int i = 0; shareable && i < accumulators.size(); i++) {
            Expression<T> other = inputs.get(i);
            if (accumulators.get(i).getClass() == accumulator.getClass()
                    && input != null
                    && other != null
                    && input.isSame(other)) {
                return i;
            }
        }
        accumulators.add(accumulator);
        inputs.add(input);
        return accumulators.size() - 1;
    }

    private Accumulator accumulator(Aggregate<T, ?> aggregate, @Nullable Expression<T> input) {
        Field field = input == null ? Field.of(Schema.VALUE, Object.class) : input.field();
        return switch (aggregate) {
            case Aggregate.Count<?> _, Aggregate.CountOf<?> _ -> new Counts(false);
            case Aggregate.CountIf<?> _ -> new Counts(true);
            case Aggregate.Sum<?> _ -> wholeSums(field);
            case Aggregate.SumDouble<?> _ -> new DoubleSums();
            case Aggregate.Mean<?> _ ->
                    field.type() == ColumnType.INT ? new WholeSums() : new DoubleSums();
            case Aggregate.Variance<?> _ -> new Variances();
            case Aggregate.Extreme<T, ?> e -> Extremes.of(field.type(), e.largest());
            case Aggregate.Distinct<?> _ -> new DistinctValues(field.type());
            case Aggregate.ApproximateDistinct<?> _ -> new DistinctSketches();
            case Aggregate.Quantile<?> _ -> new Quantiles(field.type() == ColumnType.INT);
            case Aggregate.TopK<T, ?> top -> new Largest(top.k(), field);
            case Aggregate.Custom<T, ?, ?> custom -> new Customs(custom, spec.field(custom));
        };
    }

    private static Accumulator wholeSums(Field field) {
        if (field.type() == ColumnType.DOUBLE || field.type() == ColumnType.FLOAT) {
            throw new PipelineException(
                    "sum is of whole numbers, and "
                            + field.name()
                            + " is a "
                            + field.javaType().getTypeName()
                            + ". Use sumDouble");
        }
        return new WholeSums();
    }

    private Schema<?> stateSchema() {
        List<Field> fields = new ArrayList<>();
        for (Field field : spec.key().schema().fields()) {
            fields.add(new Field("key " + field.name(), field.type(), true, field.javaType()));
        }
        for (int i = 0; i < accumulators.size(); i++) {
            List<ColumnType> types = accumulators.get(i).stateTypes();
            for (int j = 0; j < types.size(); j++) {
                fields.add(new Field("state " + i + "." + j, types.get(j), true, Object.class));
            }
        }
        return Schema.of(Object.class, fields);
    }

    /** Adds rows; throws what functions throw. */
    public void add(RowSet rows) throws Exception {
        int[] groups = ids.add(spec.key().eval(rows), rows.size());
        grow();
        List<Accumulator.@Nullable Input> done = new ArrayList<>();
        for (int i = 0; i < accumulators.size(); i++) {
            Expression<T> expression = inputs.get(i);
            Accumulator.Input input = expression == null ? null : known(expression, done);
            if (input == null) {
                input = Present.of(groups, expression == null ? null : expression.eval(rows), rows);
            }
            done.add(input);
            accumulators.get(i).add(input);
        }
    }

    /** The input of an accumulator before that has the same. */
    private Accumulator.@Nullable Input known(
            Expression<T> expression, List<Accumulator.@Nullable Input> done) {
        for (int i = 0; i < done.size(); i++) {
            Expression<T> other = inputs.get(i);
            if (other != null && other.isSame(expression)) {
                return done.get(i);
            }
        }
        return null;
    }

    private void grow() {
        int count = ids.count();
        for (Accumulator accumulator : accumulators) {
            accumulator.grow(count);
        }
    }

    /** Adds states of another table of the same spec. */
    public void merge(Batch states) throws Exception {
        int rows = states.rows();
        int next = spec.key().schema().size();
        Column[] keys = new Column[next];
        for (int i = 0; i < next; i++) {
            keys[i] = states.column(i);
        }
        int[] groups = ids.add(keys, rows);
        grow();
        for (Accumulator accumulator : accumulators) {
            Column[] own = new Column[accumulator.stateTypes().size()];
            for (int i = 0; i < own.length; i++) {
                own[i] = states.column(next++);
            }
            accumulator.merge(groups, rows, own);
        }
    }

    /** The states of all groups. The table must not be used any more. */
    public Batch states() {
        int count = ids.count();
        List<Column> columns = new ArrayList<>(List.of(ids.values()));
        for (Accumulator accumulator : accumulators) {
            columns.addAll(List.of(accumulator.save(count)));
        }
        return new Batch(stateSchema, count, columns.toArray(Column[]::new));
    }

    /**
     * The states of all groups, in parts by the hash of the key: the same part for equal keys in
     * any JVM. The table must not be used any more.
     */
    public List<Batch> states(int parts) {
        Batch all = states();
        if (parts == 1) {
            return List.of(all);
        }
        return Partitions.split(all, ids.values(), parts);
    }

    /** The results of all groups, as records; throws what functions throw. */
    public Batch results() throws Exception {
        if (spec.key().schema().size() == 0) {
            ids.add(new Column[0], 1);
            grow();
        }
        int count = ids.count();
        List<Column> given = new ArrayList<>();
        Column[] keys = ids.values();
        Schema<?> keySchema = spec.key().schema();
        if (spec.wholeKey()) {
            given.add(Fitting.records(keySchema, keys, count));
        } else {
            given.addAll(List.of(keys));
        }
        for (Slot slot : slots) {
            given.add(accumulators.get(slot.accumulator()).result(count, slot));
        }
        List<Field> fields = spec.given();
        Column[] columns = new Column[given.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Fitting.fit(fields.get(i), given.get(i), spec.result().field(i), count);
        }
        return new Batch(spec.result(), count, columns);
    }
}
