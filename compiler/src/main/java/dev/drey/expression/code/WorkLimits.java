// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.SqlText;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What a typed expression may ask for: so much code, and constants of such a size. */
public final class WorkLimits {
  /** Parts of an expression. */
  static final int MOST_PARTS = 50_000;

  /** Characters of a text that a constant says to make. */
  static final long LONGEST_TEXT = 1_000_000;

  private static final Set<String> MAKE_TEXT = Set.of("LPAD", "RPAD", "REPEAT", "SPACE");

  private WorkLimits() {}

  /** What is too much about an expression, if anything. */
  public static Optional<Diagnostic.Builder> problem(RexNode rex, SqlText text, SqlNode place) {
    if (Weight.of(rex) > MOST_PARTS) {
      return Optional.of(
          text.at(
                  TypeCodes.EXPRESSION_TOO_LARGE,
                  place,
                  String.format("this expression has more than %,d parts", MOST_PARTS))
              .help("compute parts of it in a stream before, or keep the table in a file"));
    }
    Growth growth = new Growth();
    rex.accept(growth);
    return growth.found
        ? Optional.of(
            text.at(
                    TypeCodes.CONSTANT_TOO_LARGE,
                    place,
                    String.format(
                        "a text of more than %,d characters would be made here", LONGEST_TEXT))
                .help(
                    "write a smaller number behind "
                        + String.join(", ", new java.util.TreeSet<>(MAKE_TEXT))))
        : Optional.empty();
  }

  /** Whether a call makes a text that is too long, by a number that stands in it. */
  static boolean isTooLong(RexCall call) {
    if (!MAKE_TEXT.contains(call.getOperator().getName())) {
      return false;
    }
    int counted = call.operands.size() > 1 ? 1 : 0;
    RexNode count = call.operands.get(counted);
    if (count instanceof RexLiteral && !((RexLiteral) count).isNull()) {
      Number number = ((RexLiteral) count).getValueAs(java.math.BigDecimal.class);
      return number != null && number.longValue() > LONGEST_TEXT;
    }
    return false;
  }

  private static final class Growth extends RexVisitorImpl<@Nullable Void> {
    private boolean found;

    Growth() {
      super(true);
    }

    @Override
    public @Nullable Void visitCall(RexCall call) {
      found |= isTooLong(call);
      return super.visitCall(call);
    }
  }
}
