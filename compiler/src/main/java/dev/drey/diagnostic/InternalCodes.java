// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR09xx: faults of Drey itself. No spec should ever see one. */
final class InternalCodes {
  static final DiagnosticCode INTERNAL_FAULT =
      DiagnosticCode.error("DR0901", "fault of Drey itself");

  private InternalCodes() {}

  /** Every code of this stage, in order. */
  static List<DiagnosticCode> all() {
    return List.of(INTERNAL_FAULT);
  }
}
