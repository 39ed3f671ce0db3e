// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What becomes of the rows on which an expression of an operator fails, where the job goes on. */
@AutoValue
public abstract class Failing {
  /**
   * @param policy to drop them or to set them aside
   * @param rowType the columns of the operator's input
   */
  public static Failing of(OnFailure policy, RowType rowType) {
    if (policy == OnFailure.FAIL) {
      throw new IllegalArgumentException("the job stops");
    }
    return policy == OnFailure.TO
        ? new AutoValue_Failing(policy, Columns.listed(rowType.size()), rowType)
        : new AutoValue_Failing(policy, List.of(), RowType.of());
  }

  public abstract OnFailure policy();

  /** The columns of the input that such a row keeps; none where it is dropped. */
  public abstract List<Integer> columns();

  /** These columns. */
  abstract RowType kept();

  public boolean setsAside() {
    return policy() == OnFailure.TO;
  }

  /** The columns of a row that is set aside. */
  public RowType rowType() {
    return SetAside.type(kept());
  }

  /** The columns of the input that it needs where these of its own are read. */
  BitSet needed(BitSet read) {
    BitSet needed = new BitSet();
    read.stream()
        .filter(column -> column < columns().size())
        .forEach(column -> needed.set(columns().get(column)));
    return needed;
  }

  /** The same with some of its columns, over an input whose columns have moved. */
  Failing narrowed(List<Integer> left, int[] moves) {
    List<Integer> columns = new ArrayList<>();
    List<Integer> own = new ArrayList<>();
    for (int column : left) {
      if (column < columns().size()) {
        columns.add(moves[columns().get(column)]);
        own.add(column);
      }
    }
    return new AutoValue_Failing(policy(), List.copyOf(columns), kept().project(own));
  }

  /** Where the columns stand that say what failed. */
  BitSet added() {
    BitSet added = new BitSet();
    added.set(columns().size(), columns().size() + SetAside.added().size());
    return added;
  }
}
