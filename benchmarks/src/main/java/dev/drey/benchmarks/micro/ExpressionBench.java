// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks.micro;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.operator.ExpressionFunction;
import dev.drey.row.RowFunction;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An expression of a row: by the code that is generated of it, and by Java that says the same. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExpressionBench {
  private static final int ROWS = 1024;
  private static final RowType COLUMNS =
      RowType.of(
          List.of(
              Field.of("amount", DataType.of(TypeKind.DOUBLE)),
              Field.of("fee", DataType.of(TypeKind.DOUBLE)),
              Field.of("country", DataType.string()),
              Field.of("price", DataType.decimal(10, 2)),
              Field.of("pieces", DataType.of(TypeKind.INT))));

  @Param({
    "amount * 1.5E0 + fee",
    "amount > 500 AND country = 'US'",
    "UPPER(country) || '-' || CAST(pieces AS STRING)",
    "price * pieces",
    "CASE WHEN pieces > 5 THEN 'many' WHEN pieces > 1 THEN 'some' ELSE 'one' END"
  })
  public String expression = "";

  private final Object[][] rows = new Object[ROWS][];
  private RowFunction generated = row -> null;
  private RowFunction hand = row -> null;
  private int next;

  @Setup
  public void compile() {
    Expressions expressions = Expressions.standard();
    Diagnostics problems = new Diagnostics();
    SourceFile file = SourceFile.of("expression", expression);
    Expression typed =
        expressions
            .scalar(
                LocatedText.at(expression, Span.of(file, 0, expression.length())),
                COLUMNS,
                Expected.ANY,
                problems)
            .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
    generated = new ExpressionFunction(expressions.calc(COLUMNS, Optional.empty(), List.of(typed)));
    generated.open();
    hand = byHand(expression);
    for (int i = 0; i < ROWS; i++) {
      rows[i] =
          new Object[] {
            i * 1.25,
            i % 50 == 0 ? null : i * 0.01,
            i % 3 == 0 ? "US" : "no",
            BigDecimal.valueOf(i * 7L, 2),
            i % 9
          };
      Object ours = generated.apply(rows[i]);
      Object theirs = hand.apply(rows[i]);
      if (!String.valueOf(ours).equals(String.valueOf(theirs))) {
        throw new IllegalStateException(expression + " is " + ours + " and by hand " + theirs);
      }
    }
  }

  private static RowFunction byHand(String expression) {
    switch (expression.substring(0, 7)) {
      case "amount ":
        return expression.startsWith("amount *") ? ExpressionBench::sum : ExpressionBench::isLarge;
      case "UPPER(c":
        return ExpressionBench::text;
      case "price *":
        return ExpressionBench::product;
      default:
        return ExpressionBench::words;
    }
  }

  private static @Nullable Object sum(Object[] row) {
    return row[0] == null || row[1] == null ? null : (Double) row[0] * 1.5 + (Double) row[1];
  }

  private static @Nullable Object isLarge(Object[] row) {
    if (row[0] == null || row[2] == null) {
      return null;
    }
    return (Double) row[0] > 500 && row[2].equals("US");
  }

  private static @Nullable Object text(Object[] row) {
    return row[2] == null || row[4] == null
        ? null
        : ((String) row[2]).toUpperCase(Locale.ROOT) + "-" + row[4];
  }

  private static @Nullable Object product(Object[] row) {
    return row[3] == null || row[4] == null
        ? null
        : ((BigDecimal) row[3]).multiply(BigDecimal.valueOf((Integer) row[4]));
  }

  private static Object words(Object[] row) {
    Integer pieces = (Integer) row[4];
    return pieces == null || pieces <= 1 ? "one" : pieces > 5 ? "many" : "some";
  }

  private Object[] row() {
    next = (next + 1) & (ROWS - 1);
    return rows[next];
  }

  @Benchmark
  public @Nullable Object drey() {
    return generated.apply(row());
  }

  @Benchmark
  public @Nullable Object hand() {
    return hand.apply(row());
  }
}
