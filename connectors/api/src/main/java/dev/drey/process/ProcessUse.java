// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;

/** One use of an operator in a spec. */
@AutoValue
public abstract class ProcessUse {
  /**
   * @param stream its name in the spec
   * @param input the columns of the rows that come
   * @param keys the columns of {@code keyBy}, each of the input; none where it has none
   */
  public static ProcessUse of(
      String stream, OptionValues options, RowType input, List<String> keys) {
    return new AutoValue_ProcessUse(stream, options, input, List.copyOf(keys));
  }

  public abstract String stream();

  /** What is an expression among them is asked of {@link ProcessTask#expression}. */
  public abstract OptionValues options();

  public abstract RowType input();

  /** In the order of {@link Processing#key}. */
  public abstract List<String> keys();
}
