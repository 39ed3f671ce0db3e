// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Of which sides of a join rows without a match come out. */
public enum JoinType {
  INNER(false, false),
  LEFT(true, false),
  RIGHT(false, true),
  FULL(true, true);

  private final boolean left;
  private final boolean right;

  JoinType(boolean left, boolean right) {
    this.left = left;
    this.right = right;
  }

  public boolean keepsLeft() {
    return left;
  }

  public boolean keepsRight() {
    return right;
  }

  /** As a spec writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> texts() {
    return Arrays.stream(values()).map(JoinType::text).collect(Collectors.toUnmodifiableList());
  }

  /**
   * @throws IllegalArgumentException where it is none of the texts
   */
  public static JoinType of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
