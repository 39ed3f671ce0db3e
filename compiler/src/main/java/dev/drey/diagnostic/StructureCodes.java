package dev.drey.diagnostic;

import java.util.List;

/** DR02xx: keys and values that the language does not know. */
public final class StructureCodes {
  private StructureCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
