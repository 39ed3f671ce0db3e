// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import dev.drey.expression.Expressions;
import dev.drey.type.DataType;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/**
 * A typed SQL expression over the columns of one row, which it refers to by position. Made by
 * {@link Expressions}; the text for people is {@link Expressions#text}.
 */
public final class Expression {
  private final RexNode rex;
  private final DataType type;

  public Expression(RexNode rex, DataType type) {
    this.rex = rex;
    this.type = type;
  }

  public RexNode rex() {
    return rex;
  }

  public DataType type() {
    return type;
  }

  /** Whether this is a column as it stands. */
  public boolean isColumn() {
    return rex instanceof RexInputRef;
  }

  /** The position of the column that this is. */
  public int column() {
    return ((RexInputRef) rex).getIndex();
  }

  public boolean isLiteral() {
    return rex instanceof RexLiteral;
  }

  public boolean isAlwaysTrue() {
    return rex.isAlwaysTrue();
  }

  /** Whether as a condition it keeps no row: FALSE or NULL. */
  public boolean isNeverTrue() {
    return rex.isAlwaysFalse() || (isLiteral() && ((RexLiteral) rex).isNull());
  }

  /** Whether it asks for the time, the watermark or chance. */
  public boolean asksMoment() {
    return asks(kind -> true);
  }

  /** Whether it asks for chance. */
  public boolean isRandom() {
    return asks(MomentOperator.Kind::isRandom);
  }

  private boolean asks(Predicate<MomentOperator.Kind> wanted) {
    boolean[] found = new boolean[1];
    rex.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitCall(RexCall call) {
            found[0] |=
                call.getOperator() instanceof MomentOperator
                    && wanted.test(((MomentOperator) call.getOperator()).kind());
            return super.visitCall(call);
          }
        });
    return found[0];
  }

  /** The positions of the columns that the value depends on. */
  public SortedSet<Integer> columns() {
    SortedSet<Integer> columns = new TreeSet<>();
    rex.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef reference) {
            columns.add(reference.getIndex());
            return null;
          }
        });
    return columns;
  }

  /** How often the value of a column is used. */
  public int uses(int column) {
    int[] count = new int[1];
    rex.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef reference) {
            count[0] += reference.getIndex() == column ? 1 : 0;
            return null;
          }
        });
    return count[0];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression
        && rex.equals(((Expression) other).rex)
        && type.equals(((Expression) other).type);
  }

  @Override
  public int hashCode() {
    return rex.hashCode();
  }

  @Override
  public String toString() {
    return rex.toString();
  }
}
