package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

import java.util.Map;

/** The tasks of dense and sparse products. */
final class FloatAlgebraTasks {
    private static final String TYPE = ".float";

    /** Rows of at least so many elements get a group of threads each. */
    private static final int WIDE = 8 * Tasks.GROUP;

    private static final int GROUPS = 64;

    private FloatAlgebraTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("gemv" + TYPE, FloatAlgebraTasks::gemv);
        kernels.put("gemm" + TYPE, (tasks, call) -> gemm(tasks, call, 1, 2));
        kernels.put("gemm-batched" + TYPE, (tasks, call) -> gemm(tasks, call, call.whole(2), 3));
        kernels.put("spmv" + TYPE, FloatAlgebraTasks::spmv);
        kernels.put("page-rank-step" + TYPE, FloatAlgebraTasks::pageRank);
    }

    private static void gemv(Tasks tasks, BoundCall call) {
        FloatArray a = call.floats(0);
        FloatArray x = call.floats(1);
        FloatArray product = call.floats(2);
        if (x.getSize() < WIDE) {
            tasks.graph().task(tasks.next(), FloatAlgebra::gemv, a, x, product);
        } else {
            tasks.graph()
                    .task(
                            tasks.next(product.getSize()),
                            FloatAlgebra::wideGemv,
                            new KernelContext(),
                            a,
                            x,
                            product);
        }
    }

    private static void gemm(Tasks tasks, BoundCall call, int batches, int result) {
        int m = call.rows(0) / batches;
        int k = call.columns(0);
        int n = call.columns(1);
        tasks.graph()
                .task(
                        tasks.next((n + 3) / 4, batches * ((m + 3) / 4)),
                        FloatAlgebra::gemm,
                        new KernelContext(),
                        call.floats(0),
                        call.floats(1),
                        call.floats(result),
                        m,
                        k,
                        n);
    }

    private static void spmv(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatAlgebra::spmv,
                        call.ints(0),
                        call.ints(1),
                        call.floats(2),
                        call.floats(3),
                        call.floats(4));
    }

    private static void pageRank(Tasks tasks, BoundCall call) {
        FloatArray partial = tasks.scratch(ElementType.FLOAT, GROUPS, FloatArray.class);
        FloatArray lost = tasks.scratch(ElementType.FLOAT, 1, FloatArray.class);
        tasks.graph()
                .task(
                        tasks.next(GROUPS),
                        FloatAlgebra::lost,
                        new KernelContext(),
                        call.ints(2),
                        call.floats(3),
                        partial)
                .task(tasks.next(), FloatReductions::finish, partial, 1, 0, lost)
                .task(
                        tasks.next(),
                        FloatAlgebra::pageRank,
                        call.ints(0),
                        call.ints(1),
                        call.ints(2),
                        call.floats(3),
                        call.floats(4),
                        lost,
                        call.floats(5));
    }
}
