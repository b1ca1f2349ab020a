package io.wick.internal.run;

import io.wick.internal.planner.Program;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntConsumer;

/**
 * Which vertices of a program may run: counts, for each, the inputs it still misses. Lock-free;
 * every method may be called from any thread, and each value is made known once ({@link #arrive}
 * sees to that for messages, running each vertex once for the rest).
 */
public final class ProgramState {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

    private final Program program;
    private final int[] missing;
    private final int[] arrived;
    private final int[] uses;
    private final int[] left = new int[1];

    /** The state of a program of which nothing has run. */
    public ProgramState(Program program) {
        this.program = program;
        this.missing = new int[program.locals()];
        for (int v = 0; v < missing.length; v++) {
            missing[v] = program.inputStart()[v + 1] - program.inputStart()[v];
        }
        this.arrived = new int[program.externals()];
        this.uses = new int[program.values()];
        for (int value = 0; value < uses.length; value++) {
            uses[value] = program.consumerStart()[value + 1] - program.consumerStart()[value];
        }
        left[0] = program.locals();
    }

    /** The program. */
    public Program program() {
        return program;
    }

    /** Gives the vertices that wait for nothing; call once, before anything else. */
    public void start(IntConsumer ready) {
        for (int v = 0; v < missing.length; v++) {
            if (program.isRoot(v)) {
                ready.accept(v);
            }
        }
        int values = program.values();
        for (int value = program.locals() + program.externals(); value < values; value++) {
            feed(value, ready);
        }
    }

    /** Claims the arrival of an external value; false when it has arrived before. */
    public boolean arrive(int value) {
        return (int) COUNT.compareAndExchange(arrived, value - program.locals(), 0, 1) == 0;
    }

    /** A value is known: gives the local vertices that now wait for nothing. */
    public void feed(int value, IntConsumer ready) {
        int[] consumers = program.consumers();
        int end = program.consumerStart()[value + 1];
        for (int i = program.consumerStart()[value]; i < end; i++) {
            int consumer = consumers[i];
            if ((int) COUNT.getAndAdd(missing, consumer, -1) == 1) {
                ready.accept(consumer);
            }
        }
    }

    /** A consumer has run with this value as one input; true when no other will. */
    public boolean used(int value) {
        return (int) COUNT.getAndAdd(uses, value, -1) == 1;
    }

    /** Whether a value has local consumers that have not run. */
    public boolean hasUses(int value) {
        return (int) COUNT.getAcquire(uses, value) > 0;
    }

    /** Counts vertices as finished; true when they were the last. */
    public boolean finished(int count) {
        return (int) COUNT.getAndAdd(left, 0, -count) == count;
    }

    /** Local vertices that have not finished. */
    public int left() {
        return (int) COUNT.getAcquire(left, 0);
    }
}
