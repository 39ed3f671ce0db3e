// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR01xx: the text is not a YAML document that a spec can be. */
public final class SyntaxCodes {
  /** The text breaks the rules of YAML. */
  public static final DiagnosticCode SYNTAX =
      DiagnosticCode.error("DR0101", "not readable as YAML");

  public static final DiagnosticCode TAB = DiagnosticCode.error("DR0102", "tab in the indentation");

  public static final DiagnosticCode DUPLICATE_KEY =
      DiagnosticCode.error("DR0103", "key written twice");

  public static final DiagnosticCode SEVERAL_DOCUMENTS =
      DiagnosticCode.error("DR0104", "several documents in one file");

  /** Aliases that make a small text a huge tree, or that lead back to themselves. */
  public static final DiagnosticCode TOO_MANY_ALIASES =
      DiagnosticCode.error("DR0105", "aliases expand too far");

  public static final DiagnosticCode TOO_DEEP = DiagnosticCode.error("DR0106", "nested too deep");

  public static final DiagnosticCode TOO_LARGE = DiagnosticCode.error("DR0107", "spec too large");

  public static final DiagnosticCode NOT_UTF8 = DiagnosticCode.error("DR0108", "not UTF-8");

  public static final DiagnosticCode EMPTY = DiagnosticCode.error("DR0109", "empty spec");

  public static final DiagnosticCode TAG = DiagnosticCode.error("DR0110", "YAML tag");

  public static final DiagnosticCode MERGE_KEY = DiagnosticCode.error("DR0111", "YAML merge key");

  public static final DiagnosticCode KEY_NOT_TEXT =
      DiagnosticCode.error("DR0112", "key that is not a text");

  public static final DiagnosticCode UNKNOWN_ANCHOR =
      DiagnosticCode.error("DR0113", "alias without anchor");

  /** Not a fault of its own: the rest of a long list. */
  public static final DiagnosticCode MORE =
      DiagnosticCode.warning("DR0114", "more problems than are shown");

  private SyntaxCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        SYNTAX,
        TAB,
        DUPLICATE_KEY,
        SEVERAL_DOCUMENTS,
        TOO_MANY_ALIASES,
        TOO_DEEP,
        TOO_LARGE,
        NOT_UTF8,
        EMPTY,
        TAG,
        MERGE_KEY,
        KEY_NOT_TEXT,
        UNKNOWN_ANCHOR,
        MORE);
  }
}
