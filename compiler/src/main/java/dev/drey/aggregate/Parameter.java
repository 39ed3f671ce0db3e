// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import java.math.BigDecimal;

/** A constant that stands behind the arguments of an aggregate, such as a separator. */
public final class Parameter {
  private static final int MOST = 10_000;

  private final String name;
  private final String example;
  private final Kind kind;
  private final boolean required;

  private enum Kind {
    TEXT("a text"),
    SHARE("a number from 0 to 1"),
    COUNT("a whole number from 1 to " + MOST);

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private Parameter(String name, String example, Kind kind, boolean required) {
    this.name = name;
    this.example = example;
    this.kind = kind;
    this.required = required;
  }

  /** A text, which may be left out. */
  static Parameter text(String name, String example) {
    return new Parameter(name, example, Kind.TEXT, false);
  }

  /** A number from 0 to 1, which may not. */
  static Parameter share(String name, String example) {
    return new Parameter(name, example, Kind.SHARE, true);
  }

  /** A whole number from 1 on, which may be left out. */
  static Parameter count(String name, String example) {
    return new Parameter(name, example, Kind.COUNT, false);
  }

  public String name() {
    return name;
  }

  /** As SQL has it. */
  public String example() {
    return example;
  }

  public boolean isRequired() {
    return required;
  }

  /** What it is, such as {@code a text}. */
  public String wanted() {
    return kind.words;
  }

  /**
   * Whether it can be a constant.
   *
   * @param isText whether the constant is a text
   */
  public boolean takes(String constant, boolean isText) {
    if (isText || kind == Kind.TEXT) {
      return isText && kind == Kind.TEXT;
    }
    return kind == Kind.SHARE ? isShare(constant) : isCount(constant);
  }

  private static boolean isShare(String constant) {
    try {
      BigDecimal number = new BigDecimal(constant);
      return number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  private static boolean isCount(String constant) {
    try {
      int number = new BigDecimal(constant).intValueExact();
      return number >= 1 && number <= MOST;
    } catch (NumberFormatException | ArithmeticException noCount) {
      return false;
    }
  }

  /** What stands for one that is not known yet. */
  public String unknown() {
    switch (kind) {
      case TEXT:
        return "";
      case SHARE:
        return "0";
      default:
        return "1";
    }
  }

  /** A constant as SQL has it. */
  public String written(String constant) {
    return kind == Kind.TEXT ? "'" + constant.replace("'", "''") + "'" : constant;
  }
}
