// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.expression.value.Expression;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns that enter a window: keys, arguments, and what late rows keep beside them. State is
 * named by these: by what they hold, not by where they stand among the others.
 */
final class GroupedColumns {
  private final Expressions expressions;
  private final RowType input;
  private final List<Expression> values = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final List<Integer> lateColumns = new ArrayList<>();

  private final Set<String> taken = new HashSet<>();

  /** Where columns of the input stand as they are. */
  private final Map<Integer, Integer> unchanged = new HashMap<>();

  private GroupedColumns(Expressions expressions, RowType input) {
    this.expressions = expressions;
    this.input = input;
  }

  /**
   * @param keepsLate whether late rows go somewhere, with all columns of the input
   */
  static GroupedColumns of(
      Expressions expressions, RowType input, AggregateSplit split, boolean keepsLate) {
    GroupedColumns columns = new GroupedColumns(expressions, input);
    split.before().forEach(columns::add);
    if (columns.values.isEmpty()) {
      // COUNT(*) of all rows needs none, and rows are never without columns.
      columns.addColumn(0);
    }
    for (int i = 0; keepsLate && i < input.size(); i++) {
      Integer position = columns.unchanged.get(i);
      columns.lateColumns.add(position == null ? columns.addColumn(i) : position);
    }
    return columns;
  }

  /** Gives the position of the value. */
  int add(Expression value) {
    return add(
        value,
        value.isColumn() ? input.field(value.column()).name() : expressions.text(value, input));
  }

  private int addColumn(int column) {
    return add(expressions.column(input, column));
  }

  private int add(Expression value, String wanted) {
    int position = values.size();
    String name = taken.contains(wanted) ? "$" + position : wanted;
    taken.add(name);
    if (value.isColumn()) {
      unchanged.putIfAbsent(value.column(), position);
    }
    values.add(value);
    fields.add(Field.of(name, value.type()));
    return position;
  }

  List<Expression> values() {
    return values;
  }

  RowType rowType() {
    return RowType.of(fields);
  }

  /** The positions of the columns that a late row keeps. */
  List<Integer> lateColumns() {
    return lateColumns;
  }
}
