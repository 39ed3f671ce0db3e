package dev.drey.diagnostic;

import java.util.List;

/** DR07xx: parameters and launching. */
public final class LaunchCodes {
  public static final DiagnosticCode NO_SPEC =
      DiagnosticCode.error("DR0751", "the application's properties hold no spec");
  public static final DiagnosticCode WRONG_SPEC_PROPERTIES =
      DiagnosticCode.error("DR0752", "the properties that hold the spec do not fit together");
  public static final DiagnosticCode WRONG_HASH =
      DiagnosticCode.error("DR0753", "the spec is not the one that was packaged");

  private LaunchCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(NO_SPEC, WRONG_SPEC_PROPERTIES, WRONG_HASH);
  }
}
