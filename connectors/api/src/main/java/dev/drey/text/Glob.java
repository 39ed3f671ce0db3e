// SPDX-License-Identifier: Apache-2.0
package dev.drey.text;

import java.util.regex.Pattern;

/**
 * Patterns of paths: {@code *} is part of a name, {@code **} any folders, {@code ?} one character,
 * <code>{a,b}</code> either text, not within another. Everything else stands for itself.
 */
public final class Glob {
  private Glob() {}

  /** Where the path's first wildcard stands, or -1. */
  public static int firstWildcard(String path) {
    for (int i = 0; i < path.length(); i++) {
      if ("*?{".indexOf(path.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** What a whole path must match; {@code /} stands between folders. */
  public static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    boolean inBraces = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '{' && !inBraces && glob.indexOf('}', i) > 0) {
        inBraces = true;
        regex.append("(?:");
      } else if (c == '}' && inBraces) {
        inBraces = false;
        regex.append(')');
      } else if (c == ',' && inBraces) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
