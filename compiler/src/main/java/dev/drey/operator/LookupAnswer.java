// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a system says to a key: rows, or why it says none. Rows are read by several at a time. */
final class LookupAnswer {
  /** For a key that has no rows. */
  static final LookupAnswer NOTHING = new LookupAnswer(List.of(), null);

  private final List<Object[]> rows;
  private final @Nullable String failure;

  private LookupAnswer(List<Object[]> rows, @Nullable String failure) {
    this.rows = rows;
    this.failure = failure;
  }

  static LookupAnswer of(List<Object[]> rows) {
    return rows.isEmpty() ? NOTHING : new LookupAnswer(rows, null);
  }

  static LookupAnswer failed(String reason) {
    return new LookupAnswer(List.of(), reason);
  }

  List<Object[]> rows() {
    return rows;
  }

  /** Why there is no answer; null where there is one. */
  @Nullable String failure() {
    return failure;
  }
}
