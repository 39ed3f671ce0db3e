// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import dev.drey.row.RowFunction;
import dev.drey.shape.Option;
import java.util.function.LongConsumer;

/** What a task has for an operator of one's own. */
public interface ProcessTask {
  /** A state that the layout declares by {@link DeclaredState#value}. */
  RowValue value(String state);

  /** A state that the layout declares by {@link DeclaredState#map}. */
  RowMap map(String state);

  /** What an option that is an expression gives of a row. */
  RowFunction expression(Option<String> option);

  /** A metric that counts: it is given how many more. */
  LongConsumer counter(String name);
}
