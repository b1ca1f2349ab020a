package io.wick.benchmarks;

import io.wick.Fn0;
import io.wick.Fn1;

import org.apache.ignite.lang.IgniteCallable;

import java.util.function.Supplier;

/** The task that does nothing, once for each rival. */
final class Noop {
    static final Fn0<Integer> WICK = () -> 1;
    static final Fn1<Integer, Integer> WICK_ONE_ARGUMENT = a -> a;
    static final Supplier<Integer> JDK = () -> 1;

    private Noop() {}

    /** A class, not a lambda: Ignite sends that in fewer bytes. */
    static final class Closure implements IgniteCallable<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call() {
            return 1;
        }
    }
}
