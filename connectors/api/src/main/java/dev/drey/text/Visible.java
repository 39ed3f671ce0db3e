// SPDX-License-Identifier: Apache-2.0
package dev.drey.text;

/**
 * Text from outside as it may reach a terminal or the log of a build: what would move the cursor,
 * end the line, start a command or turn the direction of writing stands there as its own number,
 * such as {@code \\u001b}. Everything else stays as it is.
 */
public final class Visible {
  private Visible() {}

  /** One line: line ends are shown too. */
  public static String line(String text) {
    return shown(text, false);
  }

  /** One line that begins with the text, and so starts no command of a build service. */
  public static String wholeLine(String text) {
    return lines(line(text));
  }

  /**
   * Text of several lines, none of which starts like a command of a build service, {@code ::error}
   * or {@code ##[error]}, behind blanks or not.
   */
  public static String lines(String text) {
    String shown = shown(text, true);
    if (!shown.contains("::") && !shown.contains("##[")) {
      return shown;
    }
    return shown
        .replaceAll("(?m)^([ \\t]*):(?=:)", "$1\\\\u003a")
        .replaceAll("(?m)^([ \\t]*)#(?=#\\[)", "$1\\\\u0023");
  }

  private static String shown(String text, boolean keepLines) {
    int from = 0;
    while (from < text.length() && !hides(text, from, keepLines)) {
      from++;
    }
    if (from == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.substring(0, from));
    for (int i = from; i < text.length(); i++) {
      if (hides(text, i, keepLines)) {
        shown.append(number(text.charAt(i)));
      } else {
        shown.append(text.charAt(i));
      }
    }
    return shown.toString();
  }

  private static boolean hides(String text, int at, boolean keepLines) {
    char c = text.charAt(at);
    if (keepLines && (c == '\n' || c == '\t')) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return isHidden(c);
  }

  /** Whether a terminal would act on the character, or show nothing for it. */
  public static boolean isHidden(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
        return true;
      case Character.FORMAT:
        // Joiners shape letters and emoji; directions and the rest have no place in a message.
        return codePoint != 0x200C && codePoint != 0x200D;
      default:
        return false;
    }
  }

  /** The character as its number. */
  public static String number(int codeUnit) {
    return String.format("\\u%04x", codeUnit);
  }
}
