package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.Field;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.column.Accessors;
import io.wick.numeric.ElementType;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Where;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Kernels on columns: arrays of the batch are their inputs, and their outputs the arrays of the
 * next one; nothing is copied between.
 *
 * @param inputs the columns that are inputs
 * @param sources for each column that it gives, the column it is of what it takes; or, as -1 - i,
 *     the result that it is
 */
public record NumericStep(KernelProgram program, int[] inputs, Schema<?> to, int[] sources)
        implements Step {

    /**
     * Checks that program, columns and record fit together.
     *
     * @throws PipelineException that names what does not
     */
    public static NumericStep of(
            Schema<?> from, Class<?> type, KernelProgram program, List<? extends Fn1<?, ?>> given) {
        if (program.inputs().size() != given.size()) {
            throw new PipelineException(
                    program
                            + " takes "
                            + program.inputs()
                            + ", but numeric(..) gives it "
                            + given.size()
                            + " columns. Give an accessor for each; numbers are part of the"
                            + " program");
        }
        int[] inputs = new int[given.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = column(from, program, given.get(i), i);
        }
        Schema<?> to = Schema.of(type);
        int[] sources = new int[to.size()];
        List<ElementType> results = program.resultTypes();
        int next = 0;
        for (int i = 0; i < sources.length; i++) {
            Field component = to.field(i);
            if (from.has(component.name())) {
                sources[i] = from.indexOf(component.name());
                SelectStep.check(from.field(sources[i]), component, type);
            } else if (next < results.size()
                    && component.type().name().equals(results.get(next).name())) {
                sources[i] = -1 - next++;
            } else {
                throw new PipelineException(
                        "The component "
                                + component
                                + " of "
                                + type.getName()
                                + " is no column of "
                                + from
                                + ", and not the next result of "
                                + program
                                + ", whose results are of "
                                + results);
            }
        }
        if (next < results.size()) {
            throw new PipelineException(
                    program
                            + " gives "
                            + results.size()
                            + " results, but "
                            + type.getName()
                            + " has "
                            + next
                            + " components for them");
        }
        KernelOptions options = program.options();
        // the vertices of a run keep the CPUs busy already
        return new NumericStep(
                options.threads() == 0 ? program.with(options.threads(1)) : program,
                inputs,
                to,
                sources);
    }

    /** Whether it runs where there is a device, and nowhere else. */
    boolean needsDevice() {
        return program.options().where() == Where.REQUIRE_DEVICE;
    }

    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return Receiver.before(
                next, chunk -> next.accept(Chunk.of(applied(chunk.toBatch(wanted(chunk))))));
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        var needed = new LinkedHashSet<String>();
        for (int input : inputs) {
            needed.add(from.field(input).name());
        }
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] >= 0 && wanted.contains(to.field(i).name())) {
                needed.add(from.field(sources[i]).name());
            }
        }
        return needed;
    }

    private boolean[] wanted(Chunk chunk) {
        boolean[] wanted = new boolean[chunk.schema().size()];
        Batch made = chunk.made();
        for (int input : inputs) {
            wanted[input] = true;
        }
        for (int source : sources) {
            if (source >= 0 && made.has(source)) {
                wanted[source] = true;
            }
        }
        return wanted;
    }

    private Batch applied(Batch batch) {
        var given = new Object[inputs.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = NumericArray.viewOf(batch.column(inputs[i]));
        }
        var arrays = new ArrayList<NumericArray>();
        var columns = new ArrayList<Column>();
        for (ElementType type : program.resultTypes()) {
            room(type, batch.rows(), arrays, columns);
        }
        Numeric.local().run(program.bindInto(arrays, given), program.options());
        @Nullable Column[] all = new @Nullable Column[sources.length];
        for (int i = 0; i < all.length; i++) {
            int source = sources[i];
            if (source < 0) {
                all[i] = columns.get(-1 - source);
            } else if (batch.has(source)) {
                all[i] = batch.column(source);
            }
        }
        return new Batch(to, batch.rows(), all);
    }

    /** An array that is also a column. */
    private static void room(
            ElementType type, int rows, List<NumericArray> arrays, List<Column> columns) {
        switch (type) {
            case FLOAT -> {
                var values = new float[rows];
                arrays.add(NumericArray.viewOf(values));
                columns.add(new FloatColumn(values));
            }
            case DOUBLE -> {
                var values = new double[rows];
                arrays.add(NumericArray.viewOf(values));
                columns.add(new DoubleColumn(values));
            }
            case INT -> {
                var values = new int[rows];
                arrays.add(NumericArray.viewOf(values));
                columns.add(new IntColumn(values));
            }
            case LONG -> {
                var values = new long[rows];
                arrays.add(NumericArray.viewOf(values));
                columns.add(new LongColumn(values));
            }
            case HALF -> throw new PipelineException("There are no columns of halfs");
        }
    }

    private static int column(Schema<?> from, KernelProgram program, Fn1<?, ?> accessor, int i) {
        int found =
                Accessors.of(accessor)
                        .filter(each -> from.has(each.name()))
                        .map(each -> from.indexOf(each.name()))
                        .orElse(-1);
        ColumnType type = found < 0 ? ColumnType.OBJECT : from.field(found).type();
        if (!type.isNumber()) {
            throw new PipelineException(
                    "The input '"
                            + program.inputs().get(i)
                            + "' of "
                            + program
                            + " is to be a column of numbers, but what is given for it is no"
                            + " accessor of one of "
                            + from
                            + ". Give one, such as Flight::distance");
        }
        return found;
    }
}
