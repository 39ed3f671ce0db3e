package dev.drey.diagnostic;

import java.util.List;

/** DR07xx: parameters and launching. */
public final class LaunchCodes {
  private LaunchCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
