// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import java.util.Arrays;

/**
 * The value of a scalar, rebuilt from its source one character at a time, each with the offset in
 * the source where it comes from.
 */
final class RebuiltText {
  private final StringBuilder text = new StringBuilder();
  private int[] offsets = new int[32];

  void add(char c, int offset) {
    if (text.length() == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * offsets.length);
    }
    offsets[text.length()] = offset;
    text.append(c);
  }

  /** Adds another text's characters at their own offsets. */
  void addAll(RebuiltText other) {
    for (int i = 0; i < other.text.length(); i++) {
      add(other.text.charAt(i), other.offsets[i]);
    }
  }

  int length() {
    return text.length();
  }

  String text() {
    return text.toString();
  }

  /** One offset a character, and one for the end. */
  int[] offsets(int end) {
    int[] result = Arrays.copyOf(offsets, text.length() + 1);
    result[text.length()] = end;
    return result;
  }
}
