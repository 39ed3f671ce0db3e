// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/** What a lookup connector builds from. */
@AutoValue
public abstract class LookupContext {
  /**
   * @param name that of the stream in the spec
   * @param rowType the columns of the rows to give
   * @param keys the columns by which is asked, each of the row type
   */
  public static LookupContext of(
      String name, OptionValues options, RowType rowType, List<String> keys) {
    for (String key : keys) {
      if (!rowType.contains(key)) {
        throw new IllegalArgumentException(key + " is no column of " + rowType);
      }
    }
    return new AutoValue_LookupContext(name, options, rowType, List.copyOf(keys), Optional.empty());
  }

  /** The same with what makes rows of the records of its system. */
  public LookupContext withDecoder(RowDecoder decoder) {
    return new AutoValue_LookupContext(name(), options(), rowType(), keys(), Optional.of(decoder));
  }

  public abstract String name();

  public abstract OptionValues options();

  public abstract RowType rowType();

  /** In the order of the values that {@link RowLookup#rows} is asked with. */
  public abstract List<String> keys();

  /** Bytes to rows; present where the descriptor says that the lookup has a format. */
  public abstract Optional<RowDecoder> decoder();
}
