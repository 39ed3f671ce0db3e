// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR08xx: tests of a spec. */
public final class TestCodes {
  public static final DiagnosticCode UNREADABLE_PIPELINE =
      DiagnosticCode.error("DR0801", "the pipeline of a test cannot be used");
  public static final DiagnosticCode UNKNOWN_STREAM =
      DiagnosticCode.error("DR0802", "a test names something that the pipeline does not have");
  public static final DiagnosticCode UNKNOWN_COLUMN =
      DiagnosticCode.error("DR0803", "a test row names an unknown column");
  public static final DiagnosticCode WRONG_VALUE =
      DiagnosticCode.error("DR0804", "a test value does not fit its column");
  public static final DiagnosticCode WRONG_TIME =
      DiagnosticCode.error("DR0805", "the time of a test cannot be set like this");
  public static final DiagnosticCode MISSING_ROW =
      DiagnosticCode.error("DR0806", "an expected row did not come");
  public static final DiagnosticCode UNEXPECTED_ROW =
      DiagnosticCode.error("DR0807", "a row came that nobody expected");
  public static final DiagnosticCode WRONG_ORDER =
      DiagnosticCode.error("DR0808", "rows came in another order");
  public static final DiagnosticCode FAILED_RUN =
      DiagnosticCode.error("DR0809", "the pipeline failed while a test ran");
  public static final DiagnosticCode NOTHING_EXPECTED =
      DiagnosticCode.error("DR0810", "a test expects nothing");
  public static final DiagnosticCode UNSEEN_ROWS =
      DiagnosticCode.error("DR0811", "rows came that no expectation looks at");
  public static final DiagnosticCode NAME_TWICE =
      DiagnosticCode.error("DR0812", "two tests of one name");
  public static final DiagnosticCode UNREADABLE_ROWS =
      DiagnosticCode.error("DR0813", "a file of records to send cannot be used");

  public static final DiagnosticCode IMPOSSIBLE_RESTART =
      DiagnosticCode.error("DR0814", "a restart with more subtasks than the state has parts");

  public static final DiagnosticCode NO_TABLE =
      DiagnosticCode.error("DR0815", "a test without the rows that a lookup answers with");

  public static final DiagnosticCode IMPOSSIBLE_CHANGE =
      DiagnosticCode.error("DR0816", "a restart with a spec that cannot go on with the state");

  private TestCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        UNREADABLE_PIPELINE,
        UNKNOWN_STREAM,
        UNKNOWN_COLUMN,
        WRONG_VALUE,
        WRONG_TIME,
        MISSING_ROW,
        UNEXPECTED_ROW,
        WRONG_ORDER,
        FAILED_RUN,
        NOTHING_EXPECTED,
        UNSEEN_ROWS,
        NAME_TWICE,
        UNREADABLE_ROWS,
        IMPOSSIBLE_RESTART,
        NO_TABLE,
        IMPOSSIBLE_CHANGE);
  }
}
