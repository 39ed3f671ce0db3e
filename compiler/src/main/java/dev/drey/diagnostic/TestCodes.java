package dev.drey.diagnostic;

import java.util.List;

/** DR08xx: tests of a spec. */
public final class TestCodes {
  private TestCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
