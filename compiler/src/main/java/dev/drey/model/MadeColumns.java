// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import java.util.List;

/** Columns that an operation makes of rows: the steps before it do not see them. */
@AutoValue
public abstract class MadeColumns {
  /**
   * @param key under which they stand: {@code aggregate}
   * @param when they are made, and what to write in place of a step before: {@code after `where`;
   *     write a condition on it as `having`}
   */
  public static MadeColumns of(String key, List<NamedText> columns, String when) {
    return new AutoValue_MadeColumns(key, List.copyOf(columns), when);
  }

  public abstract String key();

  public abstract List<NamedText> columns();

  public abstract String when();
}
