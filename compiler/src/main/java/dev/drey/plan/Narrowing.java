// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.expression.value.Expression;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a node is told, and may ask for, while a plan is made anew with fewer columns, each node
 * after those that it reads. Positions of columns are those of the plan as it was, except where a
 * method says otherwise.
 */
public interface Narrowing {
  /** The columns that an input still has, in order. */
  List<Integer> left(Port input);

  /** For each old position of an input's columns the new one; -1 where the column is gone. */
  default int[] moves(Port input) {
    return moves(left(input));
  }

  /** The columns of one of the node's outputs that are needed; a row has at least one. */
  List<Integer> keep(String port, int size, BitSet fixed);

  /** Old position to new position; -1 where the column is gone. */
  static int[] moves(List<Integer> left) {
    int[] moves = new int[left.get(left.size() - 1) + 1];
    Arrays.fill(moves, -1);
    for (int i = 0; i < left.size(); i++) {
      moves[left.get(i)] = i;
    }
    return moves;
  }

  /** An expression over an input, over what is left of it. */
  Expression moved(Expression expression, int[] moves);

  /**
   * A port with these columns of an input alone: the input itself where nothing else is left of it,
   * else an operator in front of the node.
   */
  Port only(Port input, List<Integer> columns);
}
