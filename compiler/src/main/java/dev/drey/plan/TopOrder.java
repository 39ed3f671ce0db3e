// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/** One column of those by which rows are in order. */
@AutoValue
public abstract class TopOrder {
  public static TopOrder of(int column, boolean descending, boolean nullsFirst) {
    return new AutoValue_TopOrder(column, descending, nullsFirst);
  }

  public abstract int column();

  public abstract boolean descending();

  public abstract boolean nullsFirst();

  TopOrder at(int newColumn) {
    return of(newColumn, descending(), nullsFirst());
  }

  /**
   * As SQL, behind what is ordered by; where NULL goes, only where it is not where it always is.
   */
  String words() {
    return (descending() ? "DESC" : "ASC")
        + (nullsFirst() == descending() ? " NULLS " + (nullsFirst() ? "FIRST" : "LAST") : "");
  }
}
