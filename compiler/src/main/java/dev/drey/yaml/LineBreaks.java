// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

/** Line ends as YAML reads them: CR LF, CR, LF and NEL become LF; LS and PS stay what they are. */
final class LineBreaks {
  private LineBreaks() {}

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  static boolean isBreakAt(String source, int at) {
    return at < source.length() && isBreak(source.charAt(at));
  }

  /** The offset after the line end that stands at the offset. */
  static int after(String source, int at) {
    boolean twoCharacters =
        source.charAt(at) == '\r' && at + 1 < source.length() && source.charAt(at + 1) == '\n';
    return twoCharacters ? at + 2 : at + 1;
  }

  /** What the line end at the offset reads as. */
  static char value(String source, int at) {
    char c = source.charAt(at);
    return c == '\u2028' || c == '\u2029' ? c : '\n';
  }
}
