// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/**
 * What a stream does beside what every stream can do: one class of values for each operation of the
 * language. Names and rows are told here, so that who follows them need not know the operations.
 */
public interface OperationSpec {
  /** What it reads beside the stream's {@code from}, in the order written. */
  default List<LocatedText> inputs() {
    return List.of();
  }

  /** Whether its inputs are two sides that meet each other, and not rows taken together as one. */
  default boolean hasSides() {
    return false;
  }

  /** Whether its inputs stand beside the stream's {@code from}, and not in its place. */
  default boolean readsBesideFrom() {
    return false;
  }

  /** The streams that it makes beside the stream's own, or in its place. */
  default List<MadeStream> makes() {
    return List.of();
  }

  /** Where the rows are if the stream carries none of its own: in what the operation makes. */
  default Optional<RowsElsewhere> elsewhere() {
    return Optional.empty();
  }

  /** Whether what comes out are rows that went in, with the same columns. */
  default boolean keepsRows() {
    return false;
  }

  /** Whether it computes the stream's {@code select} itself. */
  default boolean takesSelect() {
    return false;
  }

  /** Whether it computes the stream's {@code add} itself. */
  default boolean takesAdd() {
    return false;
  }

  /**
   * The columns that it makes, where they are not those of the result, which {@code select} and its
   * like make.
   */
  default Optional<MadeColumns> columns() {
    return Optional.empty();
  }
}
