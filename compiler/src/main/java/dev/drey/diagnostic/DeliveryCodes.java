package dev.drey.diagnostic;

import java.util.List;

/** DR06xx: connectors, formats and delivery. */
public final class DeliveryCodes {
  private DeliveryCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of();
  }
}
