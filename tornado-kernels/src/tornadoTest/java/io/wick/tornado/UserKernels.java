package io.wick.tornado;

import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.Kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** Kernels as a user writes them. */
final class UserKernels {
    static final Kernel SAXPY = saxpy("saxpy", TornadoCode.of(UserKernels::saxpyOnDevice));

    static final Kernel BROKEN = saxpy("broken", TornadoCode.of(UserKernels::brokenOnDevice));

    private UserKernels() {}

    private static Kernel saxpy(String name, TornadoCode code) {
        return Kernel.named(name)
                .input("x", ElementType.FLOAT)
                .input("y", ElementType.FLOAT)
                .scalar("a", ElementType.FLOAT)
                .output("z", ElementType.FLOAT, given -> given.array(0).shape())
                .cpu(
                        (given, cpu) -> {
                            Floats x = given.floats(0);
                            Floats y = given.floats(1);
                            Floats z = given.floats(3);
                            float a = (float) given.scalar(2);
                            for (long i = 0; i < z.size(); i++) {
                                z.set(i, a * x.get(i) + y.get(i));
                            }
                        })
                .device(code)
                .build();
    }

    static void saxpyOnDevice(FloatArray x, FloatArray y, FloatArray a, FloatArray z) {
        for (@Parallel int i = 0; i < z.getSize(); i++) {
            z.set(i, a.get(0) * x.get(i) + y.get(i));
        }
    }

    /** TornadoVM has no code for strings. */
    static void brokenOnDevice(FloatArray x, FloatArray y, FloatArray a, FloatArray z) {
        for (@Parallel int i = 0; i < z.getSize(); i++) {
            z.set(i, Float.parseFloat("1" + x.get(i)));
        }
    }
}
