package dev.drey.diagnostic;

import java.util.List;

/** DR01xx: the text is not a YAML document that a spec can be. */
public final class SyntaxCodes {
  private SyntaxCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
