package dev.drey.model;

import dev.drey.source.LocatedText;
import java.util.List;

/**
 * What a stream does beside what every stream can do: one class of values for each operation of the
 * language. Names and rows are told here, so that who follows them need not know the operations.
 */
public interface OperationSpec {
  /** What it reads beside the stream's {@code from}, in the order written. */
  default List<LocatedText> inputs() {
    return List.of();
  }

  /** The streams that it makes beside the stream's own, or in its place. */
  default List<MadeStream> makes() {
    return List.of();
  }

  /** Whether the stream carries no rows of its own: they are in what it makes. */
  default boolean makesAllStreams() {
    return false;
  }

  /** Whether what comes out are rows that went in, with the same columns. */
  default boolean keepsRows() {
    return false;
  }

  /** Whether it computes the stream's {@code select} itself. */
  default boolean takesSelect() {
    return false;
  }

  /**
   * The columns that it makes, where they are not those of the result, which {@code select} and its
   * like make.
   */
  default List<NamedText> columns() {
    return List.of();
  }
}
