// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** A model in a task. Called by one thread. */
public interface ModelScorer extends Serializable {
  /**
   * Loads the model.
   *
   * @throws IOException where it cannot be loaded here, in words
   */
  void open() throws IOException;

  /**
   * Scores rows together.
   *
   * @param rows the values of {@link ModelUse#inputs} one after the other, none of them NULL
   * @return for each row the values of {@link ModelUse#outputs}
   * @throws ScoringException where they cannot be scored together; each alone may be
   */
  List<Object[]> score(List<Object[]> rows) throws ScoringException;

  void close();
}
