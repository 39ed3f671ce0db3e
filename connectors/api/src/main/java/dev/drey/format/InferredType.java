// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.Map;

/** A type that was found for records, and what nobody can know of it without their owner. */
@AutoValue
public abstract class InferredType {
  /**
   * @param records how many were looked at; negative where a schema says it all
   */
  public static InferredType of(
      RowType columns, Map<String, String> notes, String format, long records) {
    return new AutoValue_InferredType(columns, Map.copyOf(notes), format, records);
  }

  public abstract RowType columns();

  /**
   * What could not be decided, a sentence without its end, by the column's path such as {@code
   * items[*].sku}. Of a name that is no column, why it is none.
   */
  public abstract Map<String, String> notes();

  /** The {@code format} with which the columns are read, as YAML text. */
  public abstract String format();

  /** How many records were looked at; negative where a schema says it all. */
  public abstract long records();
}
