package io.wick.internal.format.arrow;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.internal.format.Place;

import java.io.IOException;

/** Makes columns of a vector's values. For one thread. */
interface VectorReader {
    /** Some values of the vector; they must be there. */
    Column read(Body body, long from, int count) throws IOException;

    static VectorReader of(Vector vector, Field field, Place place) {
        if (vector.kind() == Vector.Kind.NULL) {
            return (body, from, count) -> nulls(field.type(), count);
        }
        return switch (field.type()) {
            case INT, DATE -> new WholeReader.OfInt(vector, field, place);
            case LONG, TIMESTAMP -> new WholeReader.OfLong(vector, place);
            case DOUBLE -> new FractionReader.OfDouble(vector, place);
            case FLOAT -> new FractionReader.OfFloat(vector, place);
            case BOOLEAN -> new BooleanReader(vector, place);
            case STRING -> new TextReader(vector, place);
            case OBJECT -> throw new IllegalStateException("refused when planned: " + field);
        };
    }

    private static Column nulls(ColumnType type, int count) {
        ColumnBuilder builder = ColumnBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            builder.addNull();
        }
        return builder.build();
    }
}
