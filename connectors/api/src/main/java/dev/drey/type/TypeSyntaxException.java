// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

/**
 * A text that is not a type. The message is a sentence for a reader who sees the text; the place is
 * the characters from {@link #from} up to, and without, {@link #to}.
 */
public final class TypeSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int from;
  private final int to;
  private final String help;

  TypeSyntaxException(int from, int to, String message, String help) {
    super(message);
    this.from = from;
    this.to = to;
    this.help = help;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /** The sentence about what is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** What to write instead; may be empty. */
  public String help() {
    return help;
  }
}
