package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/** What formulas call on the device, as {@code io.wick.numeric.library.Operation} defines it. */
@SuppressWarnings("IdentityBinaryExpression") // isNaN, in what TornadoVM has code for
public final class FormulaFunctions {
    private FormulaFunctions() {}

    public static float min(float a, float b) {
        float least = a < b ? a : b;
        return a != a ? a : least;
    }

    public static double min(double a, double b) {
        double least = a < b ? a : b;
        return a != a ? a : least;
    }

    public static float max(float a, float b) {
        float most = a > b ? a : b;
        return a != a ? a : most;
    }

    public static double max(double a, double b) {
        double most = a > b ? a : b;
        return a != a ? a : most;
    }

    public static float if_less(float a, float b, float c, float d) {
        return a < b ? c : d;
    }

    public static double if_less(double a, double b, double c, double d) {
        return a < b ? c : d;
    }

    public static float power(float a, float b) {
        return TornadoMath.pow(a, b);
    }

    public static double power(double a, double b) {
        return TornadoMath.pow(a, b);
    }
}
