package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.CpuCode;
import io.wick.numeric.ElementType;
import io.wick.numeric.library.Formula;

import org.jspecify.annotations.Nullable;

/**
 * Runs a formula piece by piece: inputs are copied to arrays that stay in the nearest cache, a loop
 * that was compiled for the formula goes over them, its result is copied back. For any thread.
 */
public final class FormulaCode implements CpuCode {
    private static final int TILE = 1024;
    private static final long GRAIN = 16L * TILE;

    private final Formula formula;
    private transient volatile @Nullable FormulaLoop loop;

    /** Code for a formula; its loop is made when it first runs. */
    public FormulaCode(Formula formula) {
        this.formula = formula;
    }

    @Override
    public void run(Arguments given, Cpu cpu) {
        FormulaLoop loop = loop();
        var scalars = new double[formula.scalars()];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = given.scalar(formula.inputs() + i);
        }
        long count = given.array(0).size();
        boolean floats = formula.type() == ElementType.FLOAT;
        cpu.ranges(
                count,
                GRAIN,
                (from, to) -> {
                    if (floats) {
                        floats(loop, given, scalars, from, to);
                    } else {
                        doubles(loop, given, scalars, from, to);
                    }
                });
    }

    private void floats(FormulaLoop loop, Arguments given, double[] scalars, long from, long to) {
        var inputs = new float[formula.inputs()][TILE];
        var result = new float[TILE];
        for (long at = from; at < to; at += TILE) {
            int count = (int) Math.min(TILE, to - at);
            for (int i = 0; i < inputs.length; i++) {
                given.floats(i).read(at, inputs[i], 0, count);
            }
            loop.run(inputs, scalars, result, count);
            given.floats(given.size() - 1).write(at, result, 0, count);
        }
    }

    private void doubles(FormulaLoop loop, Arguments given, double[] scalars, long from, long to) {
        var inputs = new double[formula.inputs()][TILE];
        var result = new double[TILE];
        for (long at = from; at < to; at += TILE) {
            int count = (int) Math.min(TILE, to - at);
            for (int i = 0; i < inputs.length; i++) {
                given.doubles(i).read(at, inputs[i], 0, count);
            }
            loop.run(inputs, scalars, result, count);
            given.doubles(given.size() - 1).write(at, result, 0, count);
        }
    }

    private FormulaLoop loop() {
        FormulaLoop made = loop;
        if (made == null) {
            made = FormulaClasses.loopOf(formula);
            loop = made;
        }
        return made;
    }
}
