// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.List;

/** What a decoder has to produce. It travels with decoders that need it in tasks. */
@AutoValue
public abstract class DecoderContext implements Serializable {
  private static final long serialVersionUID = 1;

  public static DecoderContext of(
      RowType declared, RowType produced, List<Integer> positions, OptionValues options) {
    return new AutoValue_DecoderContext(
        declared, produced, List.copyOf(positions), options, List.of());
  }

  /** The same for records that put and delete rows, which replace each other by these columns. */
  public final DecoderContext withKeys(List<Integer> keys) {
    return new AutoValue_DecoderContext(
        declared(), produced(), positions(), options(), List.copyOf(keys));
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

  /**
   * The columns of {@link #produced} by which rows replace each other; empty where each is taken
   * back by itself, and where records put and delete nothing.
   */
  public abstract List<Integer> keys();
}
