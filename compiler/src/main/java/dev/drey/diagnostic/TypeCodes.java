package dev.drey.diagnostic;

import java.util.List;

/** DR03xx: names, types and expressions. */
public final class TypeCodes {
  private TypeCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
