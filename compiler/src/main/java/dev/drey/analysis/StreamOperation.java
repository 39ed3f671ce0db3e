// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.schema.OperationKeys;
import java.util.Set;

/**
 * One operation of streams: its language, and what it makes of rows. {@link Operations} names them
 * all; who adds one adds such a class, its {@link OperationSpec} and the operator of its plan.
 */
interface StreamOperation extends OperationKeys {
  /** What an error can leave unknown of a stream, so that it is not reported again by others. */
  enum Open {
    /** The columns that its steps see. */
    INPUT,
    /** The columns that come out. */
    RESULT,
    /** The names of what it makes. */
    NAMES,
    /** The names of what it reads. */
    REFERENCES
  }

  /** Whether a stream has it. */
  boolean isIn(StreamSpec stream);

  /** What the keys in doubt of a stream leave open. */
  Set<Open> open(StreamSpec stream);

  /**
   * Whether it goes together with the row-by-row keys of its stream; where not, that is reported.
   */
  default boolean fits(StreamSpec stream, AnalysisContext context) {
    return true;
  }

  /**
   * Adds its operators to the plan, and names the streams that it makes.
   *
   * @param stream has this operation
   * @param input the rows before it; of an operation in the place of {@code from}, unknown
   * @return the rows behind it; what is wrong is reported, and hidden in them
   */
  Flow analyze(StreamSpec stream, Flow input, AnalysisContext context);
}
