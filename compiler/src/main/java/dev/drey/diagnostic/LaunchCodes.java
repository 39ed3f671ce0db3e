// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR07xx: parameters and launching. */
public final class LaunchCodes {
  public static final DiagnosticCode UNKNOWN_PARAM =
      DiagnosticCode.error("DR0701", "unknown parameter");
  public static final DiagnosticCode MALFORMED_REFERENCE =
      DiagnosticCode.error("DR0702", "malformed parameter reference");
  public static final DiagnosticCode MISSING_PARAM =
      DiagnosticCode.error("DR0703", "parameter without a value");
  public static final DiagnosticCode PARAM_VALUE_TYPE =
      DiagnosticCode.error("DR0704", "parameter value of the wrong type");
  public static final DiagnosticCode PARAM_NOT_ALLOWED =
      DiagnosticCode.error("DR0705", "parameter value not allowed");
  public static final DiagnosticCode PARAM_PATTERN =
      DiagnosticCode.error("DR0706", "parameter value of the wrong form");
  public static final DiagnosticCode UNDECLARED_PARAM =
      DiagnosticCode.error("DR0707", "value for no parameter");
  public static final DiagnosticCode PARAM_TYPE =
      DiagnosticCode.error("DR0708", "type that no parameter can have");
  public static final DiagnosticCode NO_PATTERN =
      DiagnosticCode.error("DR0709", "pattern that is no regular expression");
  public static final DiagnosticCode PARAMS_TOO_LONG =
      DiagnosticCode.error("DR0710", "parameters become too long");
  public static final DiagnosticCode NULL_IN_TEXT =
      DiagnosticCode.error("DR0711", "parameter without a value in a text");
  public static final DiagnosticCode REFERENCE_IN_PARAM =
      DiagnosticCode.warning("DR0712", "reference in the declaration of a parameter");
  public static final DiagnosticCode NO_SPEC =
      DiagnosticCode.error("DR0751", "the application's properties hold no spec");
  public static final DiagnosticCode WRONG_SPEC_PROPERTIES =
      DiagnosticCode.error("DR0752", "the properties that hold the spec do not fit together");
  public static final DiagnosticCode WRONG_HASH =
      DiagnosticCode.error("DR0753", "the spec is not the one that was packaged");
  public static final DiagnosticCode PASSED_OVER =
      DiagnosticCode.warning("DR0754", "file of a folder that may be meant as a spec");
  public static final DiagnosticCode DISABLED_REPLACED =
      DiagnosticCode.error("DR0755", "file in the place of what is disabled");
  public static final DiagnosticCode NOTHING_TO_RUN =
      DiagnosticCode.error("DR0756", "job without a sink");

  private LaunchCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        UNKNOWN_PARAM,
        MALFORMED_REFERENCE,
        MISSING_PARAM,
        PARAM_VALUE_TYPE,
        PARAM_NOT_ALLOWED,
        PARAM_PATTERN,
        UNDECLARED_PARAM,
        PARAM_TYPE,
        NO_PATTERN,
        PARAMS_TOO_LONG,
        NULL_IN_TEXT,
        REFERENCE_IN_PARAM,
        NO_SPEC,
        WRONG_SPEC_PROPERTIES,
        WRONG_HASH,
        PASSED_OVER,
        DISABLED_REPLACED,
        NOTHING_TO_RUN);
  }
}
