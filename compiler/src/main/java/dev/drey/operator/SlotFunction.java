// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.Arrays;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Rows with a number behind their columns, by which they are dealt out where they have no key: each
 * row has the next one, of a few to each key group.
 */
public final class SlotFunction implements MapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final int slots;
  private int next;

  /**
   * @param slots how many numbers there are
   */
  public SlotFunction(int slots) {
    this.slots = slots;
  }

  @Override
  public Object[] map(Object[] row) {
    Object[] numbered = Arrays.copyOf(row, row.length + 1);
    numbered[row.length] = (long) next;
    next = (next + 1) % slots;
    return numbered;
  }
}
