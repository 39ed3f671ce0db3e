package dev.drey.diagnostic;

import com.google.auto.value.AutoValue;

/**
 * One kind of problem, numbered once and never reused. The first two digits say the stage: 01
 * syntax, 02 structure, 03 names and types, 04 time, 05 state, 06 connectors and delivery, 07
 * launching, 08 tests of a spec, 09 faults of Drey itself. Its page is {@code
 * docs/reference/diagnostics/CODE.md}.
 */
@AutoValue
public abstract class DiagnosticCode {
  static DiagnosticCode error(String id, String title) {
    return new AutoValue_DiagnosticCode(id, Severity.ERROR, title);
  }

  static DiagnosticCode warning(String id, String title) {
    return new AutoValue_DiagnosticCode(id, Severity.WARNING, title);
  }

  /** Such as {@code DR0301}. */
  public abstract String id();

  public abstract Severity severity();

  /** What it is about, in a few words: {@code unknown column}. */
  public abstract String title();

  @Override
  public final String toString() {
    return id();
  }
}
