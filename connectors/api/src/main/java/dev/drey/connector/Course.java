// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;

/** How a source gets on once it runs, in words for the person who starts it. */
@AutoValue
public abstract class Course {
  /** A source that ends with what is there when it starts. */
  public static final Course ENDS = new AutoValue_Course(false, "", false, false, "");

  /**
   * A source that goes on until somebody stops it.
   *
   * @param start where it begins, such as {@code from the first record}
   * @param canEndNow whether a bounded run ends it with what is there now
   */
  public static Course endless(String start, boolean canEndNow) {
    return new AutoValue_Course(true, start, canEndNow, false, "");
  }

  /** This course of a source that begins behind what is there now. */
  public Course behindWhatIsThere() {
    return new AutoValue_Course(endless(), start(), canEndNow(), true, mark());
  }

  /** This course of a source that leaves a mark of how far it has come. */
  public Course marking(String mark) {
    return new AutoValue_Course(endless(), start(), canEndNow(), startsBehind(), mark);
  }

  public abstract boolean endless();

  public abstract String start();

  public abstract boolean canEndNow();

  /** Whether it begins behind what is there now: a run that ends with that reads nothing. */
  public abstract boolean startsBehind();

  /**
   * What it leaves behind in the system that it reads, which others could miss or stumble over,
   * such as {@code offsets to the group `x`}; empty for nothing.
   */
  public abstract String mark();
}
