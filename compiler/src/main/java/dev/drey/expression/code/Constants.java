// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.calc.ClassCompiler;
import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * What expressions without columns give, by the code that would compute them for every row. The
 * work for one spec is bounded: what takes long, or comes after much that did, is not computed.
 */
public final class Constants {
  /** Results that are kept: an expression is looked at by several steps. */
  private static final int KEPT = 2_000;

  /** Constants of a spec that are computed: each takes about a millisecond to compile. */
  private static final int MOST_COMPUTED = 1_000;

  /** Characters of a text that is kept. */
  private static final int LONGEST_KEPT = 1_000;

  private final RexBuilder rexBuilder;
  private final ClassCompiler compiler;
  private FoldingBudget budget = new FoldingBudget();
  private List<String> secrets = List.of();
  private int computed;
  private final Map<String, Object[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object[]> eldest) {
          return size() > KEPT;
        }
      };

  Constants(RexBuilder rexBuilder, ClassCompiler compiler) {
    this.rexBuilder = rexBuilder;
    this.compiler = compiler;
  }

  /**
   * Another spec begins: what the last one took is no matter of it.
   *
   * @param secrets texts of which nothing that is made of them is shown either
   */
  public void begin(List<String> secrets) {
    budget = new FoldingBudget();
    computed = 0;
    this.secrets = secrets;
  }

  /** Whether a part of it is a secret, or a text with one in it. */
  public boolean holdsSecret(RexNode node) {
    if (secrets.isEmpty()) {
      return false;
    }
    boolean[] found = new boolean[1];
    node.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitLiteral(RexLiteral literal) {
            Object value = literal.getValue();
            if (value != null) {
              String text =
                  value instanceof NlsString ? ((NlsString) value).getValue() : value.toString();
              found[0] |= secrets.stream().anyMatch(text::contains);
            }
            return null;
          }
        });
    return found[0];
  }

  /**
   * A row of one column; null where there is no time to compute it.
   *
   * @throws EvaluationException where it fails, as it would for every row
   */
  public Object @Nullable [] row(RexNode constant, DataType type) {
    Expression expression = new Expression(constant, type.withNullable(true));
    String source = new CalcSource(rexBuilder).text(Optional.empty(), List.of(expression));
    Object[] row = kept.get(source);
    if (row == null) {
      row =
          computed(
              new GeneratedCalc(
                  CalcSource.CLASS_NAME,
                  source,
                  List.of("", constant.toString()),
                  List.of(expression.type())));
      if (row != null && isSmall(row[0])) {
        kept.put(source, row);
      }
    }
    if (row != null && row[0] instanceof EvaluationException) {
      throw (EvaluationException) row[0];
    }
    return row;
  }

  private Object @Nullable [] computed(GeneratedCalc calc) {
    if (computed >= MOST_COMPUTED) {
      return null;
    }
    computed++;
    calc.open(compiler);
    return budget.compute(
        () -> {
          try {
            return calc.applyToNothing();
          } catch (EvaluationException e) {
            return new Object[] {e};
          }
        });
  }

  /** Others, such as arrays, may be large, and can be changed. */
  private static boolean isSmall(@Nullable Object value) {
    return value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof EvaluationException
        || (value instanceof String && ((String) value).length() <= LONGEST_KEPT);
  }
}
