// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

/**
 * Whether a position in the text of an expression is SQL, the inside of quotes, or of a comment.
 * Fed with the text from left to right.
 */
final class SqlState {
  /** Where a position is. */
  enum Kind {
    SQL,
    /** Between single quotes. */
    TEXT,
    /** Between back-ticks. */
    NAME,
    LINE_COMMENT,
    BLOCK_COMMENT
  }

  private Kind kind = Kind.SQL;
  private boolean escapes;

  /** Where the next character stands. */
  Kind kind() {
    return kind;
  }

  /** Whether a back-slash between these quotes starts an escape, as in {@code U&'...'}. */
  boolean escapes() {
    return escapes;
  }

  /** The quote around the next character; its own double stands for it. */
  char quote() {
    return kind == Kind.TEXT ? '\'' : '`';
  }

  /** Steps over what starts at a position, and gives how many characters that were. */
  int step(String text, int at) {
    char c = text.charAt(at);
    switch (kind) {
      case SQL:
        if (text.startsWith("--", at)) {
          kind = Kind.LINE_COMMENT;
          return 2;
        }
        if (text.startsWith("/*", at)) {
          kind = Kind.BLOCK_COMMENT;
          return 2;
        }
        escapes = at >= 2 && text.regionMatches(true, at - 2, "U&", 0, 2);
        kind = c == '\'' ? Kind.TEXT : c == '`' ? Kind.NAME : Kind.SQL;
        return 1;
      case LINE_COMMENT:
        kind = c == '\n' || c == '\r' ? Kind.SQL : kind;
        return 1;
      case BLOCK_COMMENT:
        if (text.startsWith("*/", at)) {
          kind = Kind.SQL;
          return 2;
        }
        return 1;
      default:
        // A doubled quote leaves the quotes and enters them again, which comes to the same.
        kind = c == quote() ? Kind.SQL : kind;
        return 1;
    }
  }
}
