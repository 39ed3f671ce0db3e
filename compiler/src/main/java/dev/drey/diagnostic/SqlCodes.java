// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR0720 to DR0735: queries of Flink SQL. */
public final class SqlCodes {
  public static final DiagnosticCode REFUSED = error("DR0720", "query that Flink SQL refuses");
  public static final DiagnosticCode NOT_PLANNED =
      error("DR0721", "query that Flink SQL cannot run over streams");
  public static final DiagnosticCode NO_NAME = error("DR0722", "column of a query without a name");
  public static final DiagnosticCode NO_TYPE =
      error("DR0723", "column of a query of a type that no stream has");
  public static final DiagnosticCode NO_PLANNER = error("DR0724", "no planner of Flink SQL");
  public static final DiagnosticCode NOTHING_REPLACED =
      error("DR0725", "key of rows that do not replace each other");
  public static final DiagnosticCode NULLABLE_UPSERT_KEY =
      error("DR0726", "key of a changing table that may be NULL");
  public static final DiagnosticCode STATE_GROWS = warning("DR0727", "query whose state grows");
  public static final DiagnosticCode NO_STREAM = error("DR0728", "query that reads no stream");

  private SqlCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        REFUSED,
        NOT_PLANNED,
        NO_NAME,
        NO_TYPE,
        NO_PLANNER,
        NOTHING_REPLACED,
        NULLABLE_UPSERT_KEY,
        STATE_GROWS,
        NO_STREAM);
  }
}
