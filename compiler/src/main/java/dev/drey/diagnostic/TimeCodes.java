package dev.drey.diagnostic;

import java.util.List;

/** DR04xx: event time, watermarks, windows and lateness. */
public final class TimeCodes {
  private TimeCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
