package dev.drey.diagnostic;

import java.util.List;

/** DR05xx: keys, state and what bounds it. */
public final class StateCodes {
  private StateCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
