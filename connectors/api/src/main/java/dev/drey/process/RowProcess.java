// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import java.io.Serializable;

/**
 * What an operator of one's own does in a task. Each task has a copy, which one thread uses at a
 * time; what {@link #open} finds is kept in transient fields.
 *
 * <p>A row is an array with a value for each column, of the class that {@link
 * dev.drey.type.TypeKind} says. Rows are shared: one that came in, was sent out or was put into
 * state is not written to.
 */
public interface RowProcess extends Serializable {
  /** Called once before the first row. */
  default void open(ProcessTask task) throws Exception {}

  void row(Object[] row, Processing now) throws Exception;

  /** Called when the watermark has come to a time that {@link Processing#eventTimer} set. */
  default void eventTimer(long time, Processing now) throws Exception {}

  /** Called when the machine's clock has come to a time that {@link Processing#clockTimer} set. */
  default void clockTimer(long time, Processing now) throws Exception {}

  /** Called once at the end, also after a failure. */
  default void close() throws Exception {}
}
