// SPDX-License-Identifier: Apache-2.0
package dev.drey.evolution;

import dev.drey.aggregate.AggregateCall;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/** What those who write and read savepoints make of columns. */
public interface SavepointRules {
  /** The columns of the accumulator of some calls over these columns. */
  RowType accumulator(List<AggregateCall> calls, RowType input);

  /**
   * Why rows of the older type cannot be gone on with as rows of the newer one; empty: they can.
   */
  Optional<String> refusal(RowType before, RowType after);

  /** Why keys of the older columns are not the same keys of the newer ones; empty: they are. */
  Optional<String> keyRefusal(RowType before, RowType after);
}
