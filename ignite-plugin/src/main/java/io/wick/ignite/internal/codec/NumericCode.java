package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;
import io.wick.numeric.ElementType;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Shape;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Arrays of numbers: one byte for the type and the rank, the rows, the columns of a matrix, then
 * the elements in one copy. What is read is frozen, and off the heap where a device can wrap it.
 */
final class NumericCode {
    private static final int MATRIX = 0x80;

    private NumericCode() {}

    static void write(ByteWriter out, NumericArray value) {
        if (value.bytes() > ByteWriter.MAX_SIZE || value.rows() > Integer.MAX_VALUE) {
            throw new SerializationException(
                    "Cannot serialise "
                            + value
                            + " of "
                            + value.bytes()
                            + " bytes: the limit is "
                            + ByteWriter.MAX_SIZE
                            + ". Cut it with rows(..) into several objects.");
        }
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new SerializationException(
                    "Cannot serialise " + value + ": this machine is big endian, use Java arrays.");
        }
        Shape shape = value.shape();
        out.byte1(number(value.type()) | (shape.rank() == 2 ? MATRIX : 0));
        out.varint((int) shape.rows());
        if (shape.rank() == 2) {
            out.varint(Math.toIntExact(shape.columns()));
        }
        MemorySegment from = (value.isContiguous() ? value : value.copy()).segment();
        int length = (int) value.bytes();
        out.ensure(length);
        int at = out.reserve(length);
        MemorySegment.copy(from, 0, MemorySegment.ofArray(out.array()), at, length);
    }

    static NumericArray read(ByteReader in) {
        NumericArray array = readHead(in, -1);
        int length = (int) array.bytes();
        MemorySegment.copy(
                MemorySegment.ofArray(in.array()), in.skip(length), array.segment(), 0, length);
        return array.freeze();
    }

    /**
     * An array for what comes, still to be filled.
     *
     * @param most how many bytes of elements there can be; -1 when all of them are there
     */
    static NumericArray readHead(ByteReader in, int most) {
        int kind = in.byte1();
        ElementType type = type(kind & ~MATRIX);
        int rows = in.varint();
        int columns = (kind & MATRIX) == 0 ? 1 : in.varint();
        int limit = most < 0 ? in.remaining() : most;
        if (rows < 0 || columns < 0 || (long) rows * columns > limit / type.bytes()) {
            throw new SerializationException(
                    "Corrupted bytes: an array of "
                            + rows
                            + " rows and "
                            + columns
                            + " columns in "
                            + limit
                            + " bytes before "
                            + in.position());
        }
        Shape shape = (kind & MATRIX) == 0 ? Shape.vector(rows) : Shape.matrix(rows, columns);
        return NumericArray.zeros(type, shape);
    }

    /** Numbers of types on the wire: never given anew. */
    private static int number(ElementType type) {
        return switch (type) {
            case HALF -> 0;
            case FLOAT -> 1;
            case DOUBLE -> 2;
            case INT -> 3;
            case LONG -> 4;
        };
    }

    private static ElementType type(int number) {
        return switch (number) {
            case 0 -> ElementType.HALF;
            case 1 -> ElementType.FLOAT;
            case 2 -> ElementType.DOUBLE;
            case 3 -> ElementType.INT;
            case 4 -> ElementType.LONG;
            default ->
                    throw new SerializationException(
                            "Corrupted bytes: "
                                    + number
                                    + " is no type of numbers. The message or object is damaged,"
                                    + " or of another version of Wick.");
        };
    }
}
