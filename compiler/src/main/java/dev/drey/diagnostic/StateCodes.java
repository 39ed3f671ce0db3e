package dev.drey.diagnostic;

import static dev.drey.diagnostic.DiagnosticCode.error;
import static dev.drey.diagnostic.DiagnosticCode.warning;

import java.util.List;

/** DR05xx: keys, state, parallelism and the runtime. */
public final class StateCodes {
  public static final DiagnosticCode GLOBAL_GROUP = warning("DR0501", "one group for all records");
  public static final DiagnosticCode NULLABLE_KEY = warning("DR0502", "key that may be NULL");
  public static final DiagnosticCode INEXACT_KEY = warning("DR0503", "key of an inexact number");
  public static final DiagnosticCode KEY_TYPE = error("DR0504", "type that cannot be a key");
  public static final DiagnosticCode RUNNING_AGGREGATE =
      error("DR0505", "aggregate without a window");
  public static final DiagnosticCode TOO_PARALLEL =
      error("DR0506", "parallelism above maxParallelism");
  public static final DiagnosticCode MAX_PARALLELISM =
      error("DR0507", "maxParallelism out of range");
  public static final DiagnosticCode TARGET_IGNORES =
      warning("DR0508", "setting that the target runtime ignores");
  public static final DiagnosticCode TARGET_UNKNOWN = error("DR0509", "unknown target runtime");
  public static final DiagnosticCode TARGET_REFUSES =
      error("DR0510", "setting that the target runtime refuses");

  private StateCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        GLOBAL_GROUP,
        NULLABLE_KEY,
        INEXACT_KEY,
        KEY_TYPE,
        RUNNING_AGGREGATE,
        TOO_PARALLEL,
        MAX_PARALLELISM,
        TARGET_IGNORES,
        TARGET_UNKNOWN,
        TARGET_REFUSES);
  }
}
