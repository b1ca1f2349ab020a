package io.wick.internal.format.arrow;

import io.wick.error.PipelineException;
import io.wick.internal.format.Conversion;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;

/** Counts nodes and buffers from column to column. For one thread. */
final class Places {
    private static final int DEEPEST = 64;

    private int node;
    private int buffer;
    private int views;

    /** A vector that begins here. */
    Vector vector(Vector.Kind kind, int width) {
        return new Vector(kind, width, Conversion.NONE, node, buffer, views);
    }

    Vector vector(Vector like, Conversion conversion) {
        return new Vector(like.kind(), like.width(), conversion, node, buffer, views);
    }

    /** Goes past a column, with all that is nested in it. */
    void pass(Field column) {
        pass(column, 0);
    }

    private void pass(Field column, int depth) {
        if (depth > DEEPEST) {
            throw new PipelineException(
                    "An Arrow file has columns nested more than " + DEEPEST + " deep");
        }
        node++;
        if (column.dictionary() != null) {
            buffer += 2;
            return;
        }
        buffer += buffers(column);
        boolean isView = column.typeType() == Type.Utf8View || column.typeType() == Type.BinaryView;
        views += isView ? 1 : 0;
        for (int i = 0; i < column.childrenLength(); i++) {
            pass(column.children(i), depth + 1);
        }
    }

    private static int buffers(Field column) {
        return switch (column.typeType()) {
            case Type.Null, Type.RunEndEncoded -> 0;
            case Type.Struct_, Type.FixedSizeList -> 1;
            case Type.Union -> {
                var type = (Union) column.type(new Union());
                yield type.mode() == UnionMode.Sparse ? 1 : 2;
            }
            case Type.Binary,
                    Type.Utf8,
                    Type.LargeBinary,
                    Type.LargeUtf8,
                    Type.ListView,
                    Type.LargeListView ->
                    3;
            default -> 2;
        };
    }
}
