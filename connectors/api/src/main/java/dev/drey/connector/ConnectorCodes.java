// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** The codes that any connector may report; beside them it has {@link Connector#diagnostics}. */
public final class ConnectorCodes {
  /** A transaction that ends before the checkpoint that commits it. */
  public static final DiagnosticCode TRANSACTION_TIMEOUT =
      error("DR0604", "transaction timeout against checkpoint interval");

  public static final DiagnosticCode NO_EFFECT =
      warning("DR0607", "setting without effect on this connector");

  /** Options that cannot work together or cannot work at all. */
  public static final DiagnosticCode OPTIONS_CONFLICT = error("DR0608", "options that do not fit");

  /** What one end of a pipeline writes replaces what another reads or writes. */
  public static final DiagnosticCode SAME_FILE = error("DR0609", "two ends on one file");

  public static final DiagnosticCode UNKNOWN_PACKING = error("DR0610", "packing that is not known");

  /** What a pipeline writes comes back as its own input. */
  public static final DiagnosticCode FEEDS_ITSELF =
      warning("DR0611", "sink that feeds its own pipeline");

  public static final DiagnosticCode SHARED_FOLDER = warning("DR0612", "two sinks in one folder");

  private ConnectorCodes() {}

  /** In order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        TRANSACTION_TIMEOUT,
        NO_EFFECT,
        OPTIONS_CONFLICT,
        SAME_FILE,
        UNKNOWN_PACKING,
        FEEDS_ITSELF,
        SHARED_FOLDER);
  }
}
