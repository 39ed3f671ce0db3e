// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR06xx: connectors, formats and delivery; what connectors report stands with them. */
public final class DeliveryCodes {
  public static final DiagnosticCode NOT_EXACTLY_ONCE =
      error("DR0601", "exactly-once of a sink that cannot");
  public static final DiagnosticCode FORMAT_TYPE =
      error("DR0602", "column that the format cannot carry");
  public static final DiagnosticCode CLEAR_SECRET = warning("DR0603", "secret in clear text");
  public static final DiagnosticCode NO_PATH_PREFIX =
      warning("DR0605", "data path without a fixed folder");
  public static final DiagnosticCode SINGLE_COLUMN =
      error("DR0606", "format of exactly one column");

  public static final DiagnosticCode SINK_TAKES_NO_CHANGES =
      error("DR0613", "sink that cannot replace rows");
  public static final DiagnosticCode KEY_OF_CHANGES =
      error("DR0614", "key that does not say which row is replaced");

  public static final DiagnosticCode NO_SECRET_STORE =
      error("DR0615", "secret of an unknown store");
  public static final DiagnosticCode FILES_ALONE =
      error("DR0616", "format of files on a connector of records");
  public static final DiagnosticCode RECORDS_ALONE =
      error("DR0617", "format of records on a connector of files");
  public static final DiagnosticCode REFUSED_ROWS =
      error("DR0618", "sink that cannot do what `onError` says");

  /** {@code columns} or {@code drop} where records are the columns. */
  public static final DiagnosticCode VALUE_COLUMNS =
      error("DR0619", "value's columns of a sink without a value");

  private DeliveryCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        NOT_EXACTLY_ONCE,
        FORMAT_TYPE,
        CLEAR_SECRET,
        NO_PATH_PREFIX,
        SINGLE_COLUMN,
        SINK_TAKES_NO_CHANGES,
        KEY_OF_CHANGES,
        NO_SECRET_STORE,
        FILES_ALONE,
        RECORDS_ALONE,
        REFUSED_ROWS,
        VALUE_COLUMNS);
  }
}
