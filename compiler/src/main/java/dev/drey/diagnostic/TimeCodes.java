// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR04xx: event time, watermarks, windows, joins and late records. */
public final class TimeCodes {
  public static final DiagnosticCode NOT_A_TIME = error("DR0401", "event time that is no time");
  public static final DiagnosticCode NULLABLE_TIME =
      warning("DR0402", "event time that may be NULL");
  public static final DiagnosticCode NO_EVENT_TIME = error("DR0403", "window without event time");
  public static final DiagnosticCode NO_WATERMARK =
      error("DR0404", "window that can never fire: no watermark");
  public static final DiagnosticCode NO_IDLE_TIMEOUT =
      warning("DR0405", "idle partition that stops every window");
  public static final DiagnosticCode LATENESS_WITHOUT_EVENT_TIME =
      error("DR0406", "lateness on processing time");
  public static final DiagnosticCode LATE_WITHOUT_EVENT_TIME =
      error("DR0407", "late records on processing time");
  public static final DiagnosticCode LATE_DROPPED = warning("DR0408", "late records are dropped");
  public static final DiagnosticCode UNEVEN_SLIDE =
      warning("DR0409", "window size that is no multiple of its slide");
  public static final DiagnosticCode OFFSET_TOO_LARGE =
      error("DR0410", "offset that exceeds the window");
  public static final DiagnosticCode GAPS = warning("DR0411", "windows with gaps between them");
  public static final DiagnosticCode MANY_WINDOWS =
      warning("DR0412", "record in very many windows");
  public static final DiagnosticCode SLOW_WATERMARK =
      warning("DR0413", "watermark further behind than the window is long");
  public static final DiagnosticCode NO_LENGTH = error("DR0414", "duration that must not be zero");
  public static final DiagnosticCode MIXED_TIME =
      error("DR0415", "window over inputs with and without event time");
  public static final DiagnosticCode WINDOW_OVER_LATE = error("DR0416", "window over late records");
  public static final DiagnosticCode WINDOW_OVER_UPDATES =
      warning("DR0417", "window over results that are updated");
  public static final DiagnosticCode ONE_STEP =
      warning("DR0418", "window that grows in a single step");
  public static final DiagnosticCode NULLABLE_GAP =
      error("DR0430", "gap of a session that may be NULL");
  public static final DiagnosticCode LATE_FOR_COUNT =
      error("DR0431", "lateness of a window of so many records");
  public static final DiagnosticCode NEVER_EARLY = error("DR0419", "early results that never come");
  public static final DiagnosticCode LATE_TRIGGER_WITHOUT_LATENESS =
      error("DR0420", "late results without late records");
  public static final DiagnosticCode EARLY_BY_EVENT_TIME =
      error("DR0421", "early results by event time on processing time");
  public static final DiagnosticCode DELTAS_OF_ONE_RESULT =
      warning("DR0422", "deltas of windows with one result");
  public static final DiagnosticCode GLOBAL_WITHOUT_TRIGGER =
      error("DR0423", "global window that never gives a result");
  public static final DiagnosticCode LATE_FOR_GLOBAL =
      error("DR0424", "lateness of a global window");
  public static final DiagnosticCode STATE_ONLY_GROWS = warning("DR0425", "state that only grows");
  public static final DiagnosticCode FIRST_IS_EARLY =
      warning("DR0426", "first row of a window that gives early results");
  public static final DiagnosticCode SIDES_SHARE_NAMES =
      error("DR0435", "columns of both sides of a join with one name");
  public static final DiagnosticCode NEVER_EQUAL =
      error("DR0436", "join by values that are never equal");
  public static final DiagnosticCode JOINS_ITSELF = error("DR0437", "join of a stream with itself");
  public static final DiagnosticCode RIGHT_ALONE_AS_OF =
      error("DR0438", "right rows alone in a join by what holds");
  public static final DiagnosticCode VERSIONS_OF_OTHERS =
      error("DR0439", "join by what holds, by other columns than the key");
  public static final DiagnosticCode NEVER_TOGETHER =
      error("DR0440", "join that does not say which rows belong together");
  public static final DiagnosticCode BOUND_TAKEN =
      error("DR0441", "column called as a bound of the windows of a join");

  private TimeCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        NOT_A_TIME,
        NULLABLE_TIME,
        NO_EVENT_TIME,
        NO_WATERMARK,
        NO_IDLE_TIMEOUT,
        LATENESS_WITHOUT_EVENT_TIME,
        LATE_WITHOUT_EVENT_TIME,
        LATE_DROPPED,
        UNEVEN_SLIDE,
        OFFSET_TOO_LARGE,
        GAPS,
        MANY_WINDOWS,
        SLOW_WATERMARK,
        NO_LENGTH,
        MIXED_TIME,
        WINDOW_OVER_LATE,
        WINDOW_OVER_UPDATES,
        ONE_STEP,
        NULLABLE_GAP,
        LATE_FOR_COUNT,
        NEVER_EARLY,
        LATE_TRIGGER_WITHOUT_LATENESS,
        EARLY_BY_EVENT_TIME,
        DELTAS_OF_ONE_RESULT,
        GLOBAL_WITHOUT_TRIGGER,
        LATE_FOR_GLOBAL,
        STATE_ONLY_GROWS,
        FIRST_IS_EARLY,
        SIDES_SHARE_NAMES,
        NEVER_EQUAL,
        JOINS_ITSELF,
        RIGHT_ALONE_AS_OF,
        VERSIONS_OF_OTHERS,
        NEVER_TOGETHER,
        BOUND_TAKEN);
  }
}
