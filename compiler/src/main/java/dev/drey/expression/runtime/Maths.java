// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.ScalarFunction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Numbers. */
public final class Maths {
  private Maths() {}

  private static ScalarFunction number(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.NUMBER, Maths.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
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

  /** Rounded, half up, to digits after the point; a negative count rounds before the point. */
  public static long round(long value, int digits) {
    return wholeDigits(value, digits, RoundingMode.HALF_UP);
  }

  public static double round(double value, int digits) {
    return decimals(value, digits, RoundingMode.HALF_UP);
  }

  public static BigDecimal round(BigDecimal value, int digits) {
    return decimals(value, digits, RoundingMode.HALF_UP);
  }

  public static long truncate(long value, int digits) {
    return wholeDigits(value, digits, RoundingMode.DOWN);
  }

  public static double truncate(double value, int digits) {
    return decimals(value, digits, RoundingMode.DOWN);
  }

  public static BigDecimal truncate(BigDecimal value, int digits) {
    return decimals(value, digits, RoundingMode.DOWN);
  }

  private static long wholeDigits(long value, int digits, RoundingMode mode) {
    return digits >= 0 ? value : decimals(BigDecimal.valueOf(value), digits, mode).longValue();
  }

  private static double decimals(double value, int digits, RoundingMode mode) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? value
        : decimals(BigDecimal.valueOf(value), digits, mode).doubleValue();
  }

  /** More digits than the value has change nothing, and are never written out. */
  private static BigDecimal decimals(BigDecimal value, int digits, RoundingMode mode) {
    if (digits >= value.scale()) {
      return value;
    }
    long whole = (long) value.precision() - value.scale();
    return whole < -(long) digits ? BigDecimal.ZERO : value.setScale(digits, mode);
  }

  public static BigDecimal floor(BigDecimal value) {
    return value.setScale(0, RoundingMode.FLOOR);
  }

  public static BigDecimal ceil(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING);
  }

  public static int abs(int value) {
    return Math.abs(value);
  }

  public static long abs(long value) {
    return Math.abs(value);
  }

  public static float abs(float value) {
    return Math.abs(value);
  }

  public static double abs(double value) {
    return Math.abs(value);
  }

  public static BigDecimal abs(BigDecimal value) {
    return value.abs();
  }

  public static int sign(int value) {
    return Integer.signum(value);
  }

  public static long sign(long value) {
    return Long.signum(value);
  }

  public static float sign(float value) {
    return Math.signum(value);
  }

  public static double sign(double value) {
    return Math.signum(value);
  }

  public static BigDecimal sign(BigDecimal value) {
    return BigDecimal.valueOf(value.signum());
  }

  public static double power(double base, double exponent) {
    return Math.pow(base, exponent);
  }

  public static double sqrt(double value) {
    return Math.sqrt(value);
  }

  public static double exp(double value) {
    return Math.exp(value);
  }

  public static double ln(double value) {
    return Math.log(value);
  }

  public static double log10(double value) {
    return Math.log10(value);
  }

  public static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  public static double log(double base, double value) {
    return Math.log(value) / Math.log(base);
  }

  public static double sin(double value) {
    return Math.sin(value);
  }

  public static double cos(double value) {
    return Math.cos(value);
  }

  public static double tan(double value) {
    return Math.tan(value);
  }

  public static double cot(double value) {
    return 1 / Math.tan(value);
  }

  public static double sinh(double value) {
    return Math.sinh(value);
  }

  public static double cosh(double value) {
    return Math.cosh(value);
  }

  public static double tanh(double value) {
    return Math.tanh(value);
  }

  /** In binary digits; a negative number as 64 of them. */
  public static String bin(long value) {
    return Long.toBinaryString(value);
  }

  public static double asin(double value) {
    return Math.asin(value);
  }

  public static double acos(double value) {
    return Math.acos(value);
  }

  public static double atan(double value) {
    return Math.atan(value);
  }

  public static double atan2(double y, double x) {
    return Math.atan2(y, x);
  }

  public static double degrees(double radians) {
    return Math.toDegrees(radians);
  }

  public static double radians(double degrees) {
    return Math.toRadians(degrees);
  }

  public static double pi() {
    return Math.PI;
  }

  public static double e() {
    return Math.E;
  }
}
