// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR05xx: keys, state, parallelism and the runtime. */
public final class StateCodes {
  public static final DiagnosticCode GLOBAL_GROUP = warning("DR0501", "one group for all records");
  public static final DiagnosticCode NULLABLE_KEY = warning("DR0502", "key that may be NULL");
  public static final DiagnosticCode INEXACT_KEY = warning("DR0503", "key of an inexact number");
  public static final DiagnosticCode KEY_TYPE = error("DR0504", "type that cannot be a key");
  public static final DiagnosticCode TOO_PARALLEL =
      error("DR0506", "parallelism above maxParallelism");
  public static final DiagnosticCode NO_PARALLELISM =
      warning("DR0507", "parallelism without effect");
  public static final DiagnosticCode TARGET_IGNORES =
      warning("DR0508", "setting that the target runtime ignores");

  public static final DiagnosticCode TAKES_NO_CHANGES =
      error("DR0509", "operation on rows that replace each other");

  public static final DiagnosticCode OLD_NAME = error("DR0510", "an old name that is not free");
  public static final DiagnosticCode NO_SALT = error("DR0512", "keys that cannot be spread");

  public static final DiagnosticCode TAKES_NOTHING_BACK =
      error("DR0513", "aggregate of rows that are taken back");

  public static final DiagnosticCode NO_ORDER =
      error("DR0514", "order that does not say what comes first");

  public static final DiagnosticCode NO_WINDOWS =
      error("DR0515", "first rows of windows that rows do not have");

  public static final DiagnosticCode NOT_BY_TIME =
      error("DR0521", "order that does not begin with the event time");

  public static final DiagnosticCode BEYOND_ROWS =
      error("DR0522", "value of a row that does not count");

  public static final DiagnosticCode LOOKS_NOT_BACK =
      error("DR0523", "`over` of nothing that looks back");
  public static final DiagnosticCode HELD_FOR_EVER =
      error("DR0535", "rows that are held without a key");

  public static final DiagnosticCode OTHER_KEY =
      error("DR0536", "key that is not the one by which rows replace each other");

  private StateCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        GLOBAL_GROUP,
        NULLABLE_KEY,
        INEXACT_KEY,
        KEY_TYPE,
        TOO_PARALLEL,
        NO_PARALLELISM,
        TARGET_IGNORES,
        TAKES_NO_CHANGES,
        OLD_NAME,
        NO_SALT,
        TAKES_NOTHING_BACK,
        NO_ORDER,
        NO_WINDOWS,
        NOT_BY_TIME,
        BEYOND_ROWS,
        LOOKS_NOT_BACK,
        HELD_FOR_EVER,
        OTHER_KEY);
  }
}
