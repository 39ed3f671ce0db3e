// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/** How a run reads the sources of a plan: what is sure of the order of rows follows from it. */
@AutoValue
public abstract class Reading {
  /**
   * @param inOrder whether sources are read in the order that they have, where that matters
   * @param bounded whether they stop at the end of what is there now
   */
  public static Reading of(boolean inOrder, boolean bounded) {
    return new AutoValue_Reading(inOrder, bounded);
  }

  public abstract boolean inOrder();

  public abstract boolean bounded();
}
