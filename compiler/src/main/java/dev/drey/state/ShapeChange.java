// SPDX-License-Identifier: Apache-2.0
package dev.drey.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Why an operator cannot go on with state of another shape, in words. */
public final class ShapeChange {
  private ShapeChange() {}

  /** Empty where the newer shape can go on with state of the older one. */
  public static List<String> refusals(StateShape before, StateShape after) {
    List<String> refusals = new ArrayList<>();
    if (!before.kind().equals(after.kind())) {
      refusals.add("it was a " + before.kind() + " and is a " + after.kind());
      return refusals;
    }
    fixed(before, after, refusals);
    key(before, after, refusals);
    if (refusals.isEmpty()) {
      parts(before, after, refusals);
      results(before, after, refusals);
    }
    return refusals;
  }

  private static void fixed(StateShape before, StateShape after, List<String> refusals) {
    after
        .fixed()
        .forEach(
            (subject, words) -> {
              String old = before.fixed().get(subject);
              if (old != null && !old.equals(words)) {
                refusals.add(subject + " was " + old + " and is " + words);
              }
            });
  }

  private static void key(StateShape before, StateShape after, List<String> refusals) {
    List<String> old = new ArrayList<>(before.key().keySet());
    List<String> now = new ArrayList<>(after.key().keySet());
    if (!old.equals(now)) {
      refusals.add("the key was " + names(old) + " and is " + names(now));
      return;
    }
    after
        .key()
        .forEach(
            (column, value) -> {
              String was = before.key().get(column);
              if (!value.equals(was)) {
                refusals.add("the key `" + column + "` was " + was + " and is " + value);
              }
            });
  }

  private static String names(List<String> columns) {
    return columns.isEmpty() ? "none" : "(" + String.join(", ", columns) + ")";
  }

  private static void parts(StateShape before, StateShape after, List<String> refusals) {
    for (Map.Entry<String, String> part : after.parts().entrySet()) {
      String was = before.parts().get(part.getKey());
      if (was != null && !was.equals(part.getValue())) {
        refusals.add(part.getKey() + " was of " + was + " and is of " + part.getValue());
      }
    }
  }

  /** A result of that name is known, and what it is made of now has not been kept. */
  private static void results(StateShape before, StateShape after, List<String> refusals) {
    for (Map.Entry<String, List<String>> result : after.results().entrySet()) {
      List<String> was = before.results().get(result.getKey());
      List<String> is = result.getValue();
      boolean kept = before.parts().keySet().containsAll(is.subList(1, is.size()));
      if (was != null && !Objects.equals(was, is) && !kept) {
        refusals.add(
            "`"
                + result.getKey()
                + "` was "
                + was.get(0)
                + " and is "
                + is.get(0)
                + ", another value under an old name");
      }
    }
  }
}
