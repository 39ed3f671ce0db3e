// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static dev.drey.diagnostic.code.DiagnosticCode.error;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR02xx: keys and values that the language does not know. */
public final class StructureCodes {
  public static final DiagnosticCode UNKNOWN_KEY = error("DR0201", "unknown key");

  public static final DiagnosticCode MISSING_KEY = error("DR0202", "missing key");

  /** Part of the language, and of a later version or another build. */
  public static final DiagnosticCode LATER_VERSION = error("DR0203", "not in this version");

  /** A list where a text belongs, a text where a number belongs, and so on. */
  public static final DiagnosticCode WRONG_SHAPE = error("DR0204", "wrong kind of value");

  public static final DiagnosticCode NOT_A_CHOICE = error("DR0205", "not one of the choices");

  /** A bare number where a duration, a size, a rate or a share belongs. */
  public static final DiagnosticCode NO_UNIT = error("DR0206", "number without unit");

  /** A duration, a size, a rate, a share or a time that does not read as one. */
  public static final DiagnosticCode BAD_QUANTITY = error("DR0207", "unreadable quantity");

  public static final DiagnosticCode BAD_NAME = error("DR0208", "text in the wrong form");

  /** Keys that exclude each other. */
  public static final DiagnosticCode EXCLUSIVE_KEYS = error("DR0209", "keys exclude each other");

  /** None of several keys of which one must stand. */
  public static final DiagnosticCode NO_CHOICE = error("DR0210", "choice not made");

  /** A key that has no meaning without another. */
  public static final DiagnosticCode NEEDS_KEY = error("DR0211", "key needs another");

  public static final DiagnosticCode EMPTY_COLLECTION = error("DR0212", "empty list or map");

  public static final DiagnosticCode OUT_OF_RANGE = error("DR0213", "number out of range");

  /** A connector that can only be read from, written to or asked by key. */
  public static final DiagnosticCode WRONG_DIRECTION = error("DR0214", "connector the wrong way");

  private StructureCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        UNKNOWN_KEY,
        MISSING_KEY,
        LATER_VERSION,
        WRONG_SHAPE,
        NOT_A_CHOICE,
        NO_UNIT,
        BAD_QUANTITY,
        BAD_NAME,
        EXCLUSIVE_KEYS,
        NO_CHOICE,
        NEEDS_KEY,
        EMPTY_COLLECTION,
        OUT_OF_RANGE,
        WRONG_DIRECTION);
  }
}
