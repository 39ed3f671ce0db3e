// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import dev.drey.diagnostic.code.Severity;

/** The colours of text output: ANSI escapes, or nothing. */
final class Palette {
  private static final String RESET = "\u001b[0m";

  private final boolean colored;

  Palette(boolean colored) {
    this.colored = colored;
  }

  String severity(Severity severity, String text) {
    return paint(severity == Severity.ERROR ? "1;31" : "1;33", text);
  }

  String strong(String text) {
    return paint("1", text);
  }

  String frame(String text) {
    return paint("1;34", text);
  }

  private String paint(String code, String text) {
    return colored && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
