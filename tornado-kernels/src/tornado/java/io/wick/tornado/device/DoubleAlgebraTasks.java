package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

import java.util.Map;

/** The tasks of dense and sparse products. */
final class DoubleAlgebraTasks {
    private static final String TYPE = ".double";

    /** Rows of at least so many elements get a group of threads each. */
    private static final int WIDE = 8 * Tasks.GROUP;

    private static final int GROUPS = 64;

    private DoubleAlgebraTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("gemv" + TYPE, DoubleAlgebraTasks::gemv);
        kernels.put("gemm" + TYPE, (tasks, call) -> gemm(tasks, call, 1, 2));
        kernels.put("gemm-batched" + TYPE, (tasks, call) -> gemm(tasks, call, call.whole(2), 3));
        kernels.put("spmv" + TYPE, DoubleAlgebraTasks::spmv);
        kernels.put("page-rank-step" + TYPE, DoubleAlgebraTasks::pageRank);
    }

    private static void gemv(Tasks tasks, BoundCall call) {
        DoubleArray a = call.doubles(0);
        DoubleArray x = call.doubles(1);
        DoubleArray product = call.doubles(2);
        if (x.getSize() < WIDE) {
            tasks.graph().task(tasks.next(), DoubleAlgebra::gemv, a, x, product);
        } else {
            tasks.graph()
                    .task(
                            tasks.next(product.getSize()),
                            DoubleAlgebra::wideGemv,
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
                        DoubleAlgebra::gemm,
                        new KernelContext(),
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(result),
                        m,
                        k,
                        n);
    }

    private static void spmv(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleAlgebra::spmv,
                        call.ints(0),
                        call.ints(1),
                        call.doubles(2),
                        call.doubles(3),
                        call.doubles(4));
    }

    private static void pageRank(Tasks tasks, BoundCall call) {
        DoubleArray partial = tasks.scratch(ElementType.DOUBLE, GROUPS, DoubleArray.class);
        DoubleArray lost = tasks.scratch(ElementType.DOUBLE, 1, DoubleArray.class);
        tasks.graph()
                .task(
                        tasks.next(GROUPS),
                        DoubleAlgebra::lost,
                        new KernelContext(),
                        call.ints(2),
                        call.doubles(3),
                        partial)
                .task(tasks.next(), DoubleReductions::finish, partial, 1, 0, lost)
                .task(
                        tasks.next(),
                        DoubleAlgebra::pageRank,
                        call.ints(0),
                        call.ints(1),
                        call.ints(2),
                        call.doubles(3),
                        call.doubles(4),
                        lost,
                        call.doubles(5));
    }
}
