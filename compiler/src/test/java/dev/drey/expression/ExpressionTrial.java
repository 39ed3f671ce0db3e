// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.function.FunctionDescriptor;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs an expression over the columns of {@link RandomSql}, simplified or not, on three rows: it
 * gives values or fails in the words of a user, never by a fault of the generated code.
 */
final class ExpressionTrial {
  private static final Sql SQL = new Sql(RandomSql.COLUMNS);

  private ExpressionTrial() {}

  static List<FunctionDescriptor> functions() {
    return SQL.expressions().functions();
  }

  /**
   * Whether it has a type.
   *
   * @throws RuntimeException or an error where Drey is at fault
   */
  static boolean runs(String sql) {
    // Each as in a spec of its own, whose constants are all computed.
    SQL.expressions().begin(List.of());
    Diagnostics diagnostics = new Diagnostics();
    Optional<Expression> typed =
        SQL.expressions().scalar(Sql.located(sql), SQL.input(), Expected.ANY, diagnostics);
    if (typed.isEmpty()) {
      assertThat(diagnostics.list()).isNotEmpty();
      return false;
    }
    Expression simplified = SQL.expressions().simplify(typed.get());
    SQL.expressions().text(simplified, SQL.input());
    run(List.of(typed.get(), simplified));
    return true;
  }

  private static void run(List<Expression> expressions) {
    GeneratedCalc calc = SQL.expressions().calc(SQL.input(), Optional.empty(), expressions);
    calc.open();
    for (Object[] row : ROWS) {
      try {
        calc.apply(row);
      } catch (EvaluationException e) {
        Throwable cause = e.getCause();
        boolean foreseen =
            cause instanceof ArithmeticException
                || cause instanceof DateTimeException
                || (cause instanceof IllegalArgumentException && cause.getMessage() != null);
        if (!foreseen) {
          fail(e.getMessage() + ": " + cause, e);
        }
        if (expressions.size() > 1) {
          expressions.forEach(each -> run(List.of(each)));
          return;
        }
      }
    }
  }

  private static final List<@Nullable Object[]> ROWS = List.of(usual(), empty(), edges());

  private static @Nullable Object[] usual() {
    return new @Nullable Object[] {
      3,
      2,
      (byte) 1,
      (short) 300,
      9_000_000_000L,
      1.5f,
      -2.25,
      new BigDecimal("19.99"),
      new BigDecimal("12345678901234567890.123456789012345678"),
      true,
      false,
      "Hello, World",
      "2026-03-15 10:20:30",
      "abc",
      "ab  ",
      new byte[] {1, 2, (byte) 255},
      new byte[] {0, 1},
      20_000,
      36_000_000,
      1_773_570_030_456L,
      1_773_570_030_456L,
      List.of(1, 2, 3),
      List.of(5L, 6L),
      List.of("a", "b"),
      List.of(List.of(1), List.of(2, 3)),
      List.of(new @Nullable Object[] {1, "x"}, new @Nullable Object[] {null, "y"}),
      Map.of("a", 1, "k", 5),
      Map.of(1, "one"),
      new @Nullable Object[] {1, "q", new @Nullable Object[] {1.5}}
    };
  }

  /** NULL wherever that may be. */
  private static @Nullable Object[] empty() {
    @Nullable Object[] row = new @Nullable Object[29];
    row[1] = 0;
    row[10] = true;
    row[12] = "";
    row[20] = 0L;
    return row;
  }

  private static @Nullable Object[] edges() {
    List<@Nullable Object> nulls = new ArrayList<>();
    nulls.add(null);
    return new @Nullable Object[] {
      Integer.MIN_VALUE,
      Integer.MAX_VALUE,
      Byte.MIN_VALUE,
      Short.MIN_VALUE,
      Long.MIN_VALUE,
      Float.NaN,
      Double.NEGATIVE_INFINITY,
      new BigDecimal("-99999999.99"),
      new BigDecimal("-99999999999999999999.999999999999999999"),
      false,
      true,
      "\uD83D\uDE00[{(*+?\\",
      "{\"a\": [1, {\"b\": null}]}",
      "",
      "    ",
      new byte[0],
      new byte[] {-1, -128},
      2_932_896,
      86_399_000,
      253_402_300_799_999L,
      -62_135_596_800_000L,
      List.of(),
      List.of(Long.MAX_VALUE, Long.MIN_VALUE),
      nulls,
      nulls,
      nulls,
      Map.of(),
      Map.of(),
      new @Nullable Object[] {null, null, null}
    };
  }
}
