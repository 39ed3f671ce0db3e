// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import java.math.BigDecimal;

/** A constant that stands behind the arguments of an aggregate, such as a separator. */
public final class Parameter {
  private final String name;
  private final String example;
  private final boolean text;
  private final boolean required;

  private Parameter(String name, String example, boolean text, boolean required) {
    this.name = name;
    this.example = example;
    this.text = text;
    this.required = required;
  }

  /** A text, which may be left out. */
  static Parameter text(String name, String example) {
    return new Parameter(name, example, true, false);
  }

  /** A number from 0 to 1, which may not. */
  static Parameter share(String name, String example) {
    return new Parameter(name, example, false, true);
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
    return text ? "a text" : "a number from 0 to 1";
  }

  /**
   * Whether it can be a constant.
   *
   * @param isText whether the constant is a text
   */
  public boolean takes(String constant, boolean isText) {
    return isText == text && (text || isShare(constant));
  }

  private static boolean isShare(String constant) {
    try {
      BigDecimal number = new BigDecimal(constant);
      return number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  /** What stands for one that is not known yet. */
  public String unknown() {
    return text ? "" : "0";
  }

  /** A constant as SQL has it. */
  public String written(String constant) {
    return text ? "'" + constant.replace("'", "''") + "'" : constant;
  }
}
