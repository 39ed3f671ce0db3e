// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.ChangeMode;
import dev.drey.type.RowType;
import java.util.List;
import java.util.stream.Collectors;

/** How the rows of a port change each other. */
@AutoValue
public abstract class Changes {
  private static final Changes NONE = new AutoValue_Changes(ChangeMode.APPEND, List.of(), "");

  /** Every row is new. */
  public static Changes none() {
    return NONE;
  }

  /**
   * The last row of a key holds.
   *
   * @param keys the columns of the key, at least one
   * @param madeBy the stream that makes such rows of others
   */
  public static Changes upsert(List<Integer> keys, String madeBy) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("rows replace each other by a key");
    }
    return new AutoValue_Changes(ChangeMode.UPSERT, List.copyOf(keys), madeBy);
  }

  /** Rows are taken back one by one. */
  public static Changes retract(String madeBy) {
    return new AutoValue_Changes(ChangeMode.RETRACT, List.of(), madeBy);
  }

  public abstract ChangeMode mode();

  /** The columns by which rows replace each other; empty for other modes. */
  public abstract List<Integer> keys();

  /** The stream that makes such rows of others; empty where rows do not change. */
  public abstract String madeBy();

  /** Whether every row is new: then it is its columns alone. */
  public boolean isNone() {
    return mode() == ChangeMode.APPEND;
  }

  /** As a sentence about rows ends: {@code replace each other by `tx_id`}. */
  public String words(RowType columns) {
    switch (mode()) {
      case APPEND:
        return "stay as they are";
      case UPSERT:
        return "replace each other by "
            + keys().stream()
                .map(key -> "`" + columns.field(key).name() + "`")
                .collect(Collectors.joining(", "));
      case RETRACT:
        return "can be taken back";
    }
    throw new IllegalStateException(mode().toString());
  }
}
