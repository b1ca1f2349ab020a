package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.CpuCode;
import io.wick.numeric.ElementType;
import io.wick.numeric.library.Formula;

import org.jspecify.annotations.Nullable;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Runs a formula stretch by stretch: a loop that was compiled for the formula reads inputs where
 * they are, and writes to an array in the nearest cache, which is copied. For any thread.
 */
public final class FormulaCode implements CpuCode {
    private static final int STRETCH = Output.SIZE;
    private static final long GRAIN = 1 << 15;

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
        boolean floats = formula.type() == ElementType.FLOAT;
        cpu.ranges(
                given.array(0).size(),
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
        var windows = new FloatWindow[formula.inputs()];
        Arrays.setAll(windows, i -> new FloatWindow(given.floats(i), STRETCH));
        var inputs = new FloatBuffer[windows.length];
        var places = new int[windows.length];
        var result = new float[STRETCH];
        for (long at = from; at < to; at += STRETCH) {
            int count = (int) Math.min(STRETCH, to - at);
            for (int i = 0; i < windows.length; i++) {
                windows[i].load(at, count);
                inputs[i] = windows[i].buffer();
                places[i] = windows[i].base();
            }
            loop.run(inputs, places, scalars, result, count);
            given.floats(given.size() - 1).write(at, result, 0, count);
        }
    }

    private void doubles(FormulaLoop loop, Arguments given, double[] scalars, long from, long to) {
        var windows = new DoubleWindow[formula.inputs()];
        Arrays.setAll(windows, i -> new DoubleWindow(given.doubles(i), STRETCH));
        var inputs = new DoubleBuffer[windows.length];
        var places = new int[windows.length];
        var result = new double[STRETCH];
        for (long at = from; at < to; at += STRETCH) {
            int count = (int) Math.min(STRETCH, to - at);
            for (int i = 0; i < windows.length; i++) {
                windows[i].load(at, count);
                inputs[i] = windows[i].buffer();
                places[i] = windows[i].base();
            }
            loop.run(inputs, places, scalars, result, count);
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
