// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.runtime.Times;
import dev.drey.expression.type.SqlTypes;
import dev.drey.type.DataType;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * The same value by less work: calls over literals become literals, by the code that would compute
 * them at run time, and Calcite's rules remove what is always true. The type stays. What fails on
 * its literals is left as it is: it fails on the row, if it is ever computed there. So is what is
 * made of a secret: plans are shown without the secret, but nobody would know it in another form.
 */
public final class Simplifier {
  /** Calcite would fold casts by its own rules, which are not Flink's: leave them. */
  private static final RexExecutor UNFOLDED =
      (rexBuilder, constants, values) -> values.addAll(constants);

  /** Characters of a literal that is made: what is longer is better computed. */
  private static final int LONGEST_LITERAL = 10_000;

  /** Parts of an expression beyond which Calcite's rules, which compare each with each, rest. */
  private static final int LARGEST = 5_000;

  /** Branches of a CASE beyond which they rest, too: they grow with the square. */
  private static final int WIDEST_CASE = 100;

  private final RexBuilder rexBuilder;
  private final Constants constants;

  public Simplifier(Session session) {
    this.rexBuilder = session.rexBuilder();
    this.constants = session.constants();
  }

  public RexNode simplify(RexNode node) {
    RexNode folded = node.accept(new Folder());
    if (Weight.of(folded) > LARGEST || hasWideCase(folded)) {
      return folded;
    }
    RexNode simplified =
        new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, UNFOLDED)
            .simplifyPreservingType(folded.accept(CastShield.raised(rexBuilder)))
            .accept(CastShield.lowered(rexBuilder));
    return simplified.getType().equals(node.getType()) ? simplified : folded;
  }

  private static boolean hasWideCase(RexNode node) {
    boolean[] found = new boolean[1];
    node.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitCall(RexCall call) {
            found[0] |= call.getKind() == SqlKind.CASE && call.operands.size() > 2 * WIDEST_CASE;
            return super.visitCall(call);
          }
        });
    return found[0];
  }

  private final class Folder extends RexShuttle {
    @Override
    public RexNode visitCall(RexCall call) {
      RexNode inner = super.visitCall(call);
      if (isLikeNull(inner)) {
        return rexBuilder.makeNullLiteral(inner.getType());
      }
      if (!(inner instanceof RexCall) || !isConstant((RexCall) inner)) {
        return inner;
      }
      RexNode value = evaluated((RexCall) inner);
      return value == null ? inner : value;
    }

    /** Calcite looks into the pattern even where it is NULL. */
    private boolean isLikeNull(RexNode node) {
      return node.getKind() == SqlKind.LIKE
          && ((RexCall) node).operands.stream().anyMatch(RexLiteral::isNullLiteral);
    }

    private boolean isConstant(RexCall call) {
      return call.getOperator().isDeterministic()
          && call.operands.stream().allMatch(operand -> operand instanceof RexLiteral)
          && !constants.holdsSecret(call);
    }
  }

  /** The literal that a call over literals gives, or null where there is none. */
  private @Nullable RexNode evaluated(RexCall call) {
    Optional<DataType> type = SqlTypes.fromRel(call.getType());
    if (WorkLimits.isTooLong(call)) {
      return null;
    }
    if (type.isEmpty() || !hasLiterals(type.get())) {
      return null;
    }
    Object[] row = value(call, type.get());
    if (row == null) {
      return null;
    }
    Object value = row[0];
    if (value instanceof String && ((String) value).length() > LONGEST_LITERAL) {
      return null;
    }
    if (value == null) {
      return call.getType().isNullable() ? rexBuilder.makeNullLiteral(call.getType()) : null;
    }
    return literal(value, call);
  }

  /**
   * What an expression of constants gives, as a row of one column; null where it fails or takes
   * long.
   */
  public Object @Nullable [] value(RexNode constant, DataType type) {
    try {
      return constants.row(constant, type);
    } catch (EvaluationException e) {
      return null; // What fails on its literals fails on the row, if it is ever computed there.
    }
  }

  private static boolean hasLiterals(DataType type) {
    switch (type.kind()) {
      case ARRAY:
      case MAP:
      case ROW:
      case TIME:
      case INTERVAL_DAY_TIME:
      case INTERVAL_YEAR_MONTH:
        return false;
      default:
        return true;
    }
  }

  private @Nullable RexNode literal(Object value, RexCall call) {
    switch (call.getType().getSqlTypeName()) {
      case DATE:
        return Times.isWithinYears((Integer) value * 86_400_000L)
            ? typed(DateString.fromDaysSinceEpoch((Integer) value), call)
            : null;
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return Times.isWithinYears((Long) value)
            ? typed(TimestampString.fromMillisSinceEpoch((Long) value), call)
            : null;
      case DOUBLE:
      case FLOAT:
      case REAL:
        double number = ((Number) value).doubleValue();
        boolean negativeZero = number == 0 && 1 / number < 0;
        return Double.isNaN(number) || Double.isInfinite(number) || negativeZero
            ? null
            : typed(new BigDecimal(value.toString()), call);
      case BINARY:
      case VARBINARY:
        return typed(new ByteString((byte[]) value), call);
      case TINYINT:
      case SMALLINT:
      case INTEGER:
      case BIGINT:
        return typed(BigDecimal.valueOf(((Number) value).longValue()), call);
      case CHAR:
        return isOfUnits((String) value) ? typed(value, call) : null;
      default:
        return typed(value, call);
    }
  }

  /** Calcite pads a literal of type CHAR by the units of UTF-16. */
  private static boolean isOfUnits(String text) {
    return text.codePointCount(0, text.length()) == text.length();
  }

  /** A literal of exactly the call's type; one that is nullable has to stay so. */
  private @Nullable RexNode typed(Object value, RexCall call) {
    RexNode literal = rexBuilder.makeLiteral(value, call.getType(), false, false);
    return literal.getType().equals(call.getType())
        ? literal
        : rexBuilder.makeAbstractCast(call.getType(), literal, false);
  }
}
