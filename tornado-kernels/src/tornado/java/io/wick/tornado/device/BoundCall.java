package io.wick.tornado.device;

import io.wick.numeric.Arguments;
import io.wick.numeric.KernelCall;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

import java.util.List;

/**
 * A call with TornadoVM's arrays for its parameters: one of one element for a scalar that varies,
 * since plain numbers are compiled into the code.
 */
final class BoundCall {
    private final KernelCall call;
    private final List<TornadoNativeArray> arrays;

    /**
     * Binds a call.
     *
     * @param arrays by parameter; for a scalar that is compiled in, any
     */
    BoundCall(KernelCall call, List<TornadoNativeArray> arrays) {
        this.call = call;
        this.arrays = arrays;
    }

    KernelCall call() {
        return call;
    }

    /** The array of a parameter, or of a scalar that varies. */
    TornadoNativeArray array(int parameter) {
        return arrays.get(parameter);
    }

    /** The same as floats. */
    FloatArray floats(int parameter) {
        return (FloatArray) arrays.get(parameter);
    }

    /** The same as doubles. */
    DoubleArray doubles(int parameter) {
        return (DoubleArray) arrays.get(parameter);
    }

    /** The same as ints. */
    IntArray ints(int parameter) {
        return (IntArray) arrays.get(parameter);
    }

    /** The same as longs. */
    LongArray longs(int parameter) {
        return (LongArray) arrays.get(parameter);
    }

    /** A scalar that is compiled in. */
    int whole(int parameter) {
        return Math.toIntExact(arguments().whole(parameter));
    }

    /** The number of elements of an array. */
    int size(int parameter) {
        return arrays.get(parameter).getSize();
    }

    /** The rows of an array. */
    int rows(int parameter) {
        return Math.toIntExact(arguments().array(parameter).rows());
    }

    /** The columns of an array. */
    int columns(int parameter) {
        return Math.toIntExact(arguments().array(parameter).columns());
    }

    private Arguments arguments() {
        return call.arguments();
    }
}
