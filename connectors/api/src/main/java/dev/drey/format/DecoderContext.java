// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;

/** What a decoder has to produce. */
@AutoValue
public abstract class DecoderContext {
  public static DecoderContext of(
      RowType declared, RowType produced, List<Integer> positions, OptionValues options) {
    return new AutoValue_DecoderContext(declared, produced, List.copyOf(positions), options);
  }

  /** Every column of a record as the spec declares them, in that order. */
  public abstract RowType declared();

  /**
   * The columns of the rows to make: some of the declared ones, with metadata columns among them.
   * The row array has this size.
   */
  public abstract RowType produced();

  /**
   * For each column of {@link #produced}: its position in {@link #declared}, or -1 for a slot that
   * somebody else fills (metadata). A decoder leaves those null.
   */
  public abstract List<Integer> positions();

  public abstract OptionValues options();
}
