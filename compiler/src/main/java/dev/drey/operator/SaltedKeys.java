// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowKey;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.util.MathUtils;

/** Sends the rows of a key to several subtasks, each in its turn. */
public final class SaltedKeys implements Partitioner<RowKey> {
  private static final long serialVersionUID = 1;

  private final int salts;
  private int turn;

  /**
   * @param salts how many, as far as there are so many subtasks
   */
  public SaltedKeys(int salts) {
    this.salts = salts;
  }

  @Override
  public int partition(RowKey key, int subtasks) {
    turn = (turn + 1) % salts;
    return (MathUtils.murmurHash(key.hashCode()) % subtasks + turn) % subtasks;
  }
}
