package dev.drey.expression.function;

import dev.drey.expression.runtime.Maths;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Functions over numbers. Angles are in radians. */
final class NumberFunctionList {
  private NumberFunctionList() {}

  private static RuntimeFunction number(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.NUMBER, Maths.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
    return List.of(
        number("ABS", "The number without its sign.", "ABS(-2.5)", "2.5").strict("N -> N", "abs"),
        number("SIGN", "-1, 0 or 1.", "SIGN(-7)", "-1").strict("N -> N", "sign"),
        number("POWER", "The first number to the power of the second.", "POWER(2, 10)", "1024E0")
            .strict("DOUBLE, DOUBLE -> DOUBLE", "power"),
        number("SQRT", "The square root.", "SQRT(9)", "3E0").strict("DOUBLE -> DOUBLE", "sqrt"),
        number("EXP", "e to the power of the number.", "EXP(0)", "1E0")
            .strict("DOUBLE -> DOUBLE", "exp"),
        number("LN", "The natural logarithm.", "LN(1)", "0E0").strict("DOUBLE -> DOUBLE", "ln"),
        number("LOG10", "The logarithm to base 10.", "LOG10(100)", "2E0")
            .strict("DOUBLE -> DOUBLE", "log10"),
        number("LOG2", "The logarithm to base 2.", "LOG2(8)", "3E0")
            .strict("DOUBLE -> DOUBLE", "log2"),
        number(
                "LOG",
                "The natural logarithm, or that to the base given first.",
                "LOG(10, 100)",
                "2E0")
            .strict("DOUBLE -> DOUBLE", "ln")
            .strict("DOUBLE, DOUBLE -> DOUBLE", "log"),
        number("SIN", "The sine of an angle.", "SIN(0)", "0E0").strict("DOUBLE -> DOUBLE", "sin"),
        number("COS", "The cosine of an angle.", "COS(0)", "1E0").strict("DOUBLE -> DOUBLE", "cos"),
        number("TAN", "The tangent of an angle.", "TAN(0)", "0E0")
            .strict("DOUBLE -> DOUBLE", "tan"),
        number("COT", "The cotangent of an angle.", "ROUND(COT(PI() / 4), 6)", "1E0")
            .strict("DOUBLE -> DOUBLE", "cot"),
        number("SINH", "The hyperbolic sine.", "SINH(0)", "0E0").strict("DOUBLE -> DOUBLE", "sinh"),
        number("COSH", "The hyperbolic cosine.", "COSH(0)", "1E0")
            .strict("DOUBLE -> DOUBLE", "cosh"),
        number("TANH", "The hyperbolic tangent.", "TANH(0)", "0E0")
            .strict("DOUBLE -> DOUBLE", "tanh"),
        number("BIN", "The number in binary digits; a negative one has 64.", "BIN(6)", "'110'")
            .strict("BIGINT -> STRING", "bin"),
        number("ASIN", "The angle of a sine.", "ASIN(0)", "0E0").strict("DOUBLE -> DOUBLE", "asin"),
        number("ACOS", "The angle of a cosine.", "ACOS(1)", "0E0")
            .strict("DOUBLE -> DOUBLE", "acos"),
        number("ATAN", "The angle of a tangent.", "ATAN(0)", "0E0")
            .strict("DOUBLE -> DOUBLE", "atan"),
        number("ATAN2", "The angle of a point, its y before its x.", "ATAN2(0, 1)", "0E0")
            .strict("DOUBLE, DOUBLE -> DOUBLE", "atan2"),
        number("DEGREES", "An angle in degrees.", "DEGREES(PI())", "180E0")
            .strict("DOUBLE -> DOUBLE", "degrees"),
        number("RADIANS", "Degrees as an angle.", "RADIANS(0)", "0E0")
            .strict("DOUBLE -> DOUBLE", "radians"),
        number("PI", "Pi.", "ROUND(PI(), 4)", "3.1416E0").strict(" -> DOUBLE NOT NULL", "pi"),
        number("E", "The base of the natural logarithm.", "ROUND(E(), 4)", "2.7183E0")
            .strict(" -> DOUBLE NOT NULL", "e"));
  }
}
