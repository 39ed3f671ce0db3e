// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import static dev.drey.diagnostic.code.DiagnosticCode.error;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** What only a source of a database's changes can be told wrongly. */
final class CdcCodes {
  static final DiagnosticCode NO_ENGINE = error("DR0660", "database that cannot be followed");

  private CdcCodes() {}

  /** In order. */
  static List<DiagnosticCode> all() {
    return List.of(NO_ENGINE);
  }
}
