// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.RandomSql;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Made-up SQL over the columns of {@link RandomSql} that gets a type: what is wrong is not kept.
 */
final class ValidSql {
  private static final int TRIES = 12;
  private static final RowType COLUMNS = columns();

  private final Expressions expressions;
  private final SplittableRandom random;
  private final RandomSql made;

  ValidSql(Expressions expressions, SplittableRandom random) {
    this.expressions = expressions;
    this.random = random;
    expressions.begin(List.of());
    this.made = new RandomSql(new Random(random.nextLong()), expressions.functions());
  }

  private static RowType columns() {
    try {
      return DataTypeParser.parse("ROW<" + RandomSql.COLUMNS + ">").row();
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(RandomSql.COLUMNS, e);
    }
  }

  String condition() {
    return first(Expected.BOOLEAN, type -> true, "b");
  }

  String value() {
    return first(Expected.ANY, type -> !type.toString().startsWith("INTERVAL"), "i");
  }

  String list() {
    return first(Expected.COLLECTION, type -> true, "ai");
  }

  String text() {
    return first(Expected.STRING, type -> true, "s");
  }

  String number() {
    return first(Expected.ANY, type -> type.kind().isNumeric(), "m");
  }

  private String first(Expected expected, Predicate<DataType> kind, String otherwise) {
    for (int tries = TRIES; tries > 0; tries--) {
      int depth = 1 + random.nextInt(3);
      String sql =
          expected == Expected.BOOLEAN && tries > 2 ? made.of('B', depth) : made.expression(depth);
      Optional<Expression> typed =
          expressions.scalar(located(sql), COLUMNS, expected, new Diagnostics());
      if (typed.filter(expression -> kind.test(expression.type())).isPresent()) {
        return sql;
      }
    }
    return otherwise;
  }

  private static LocatedText located(String sql) {
    SourceFile file = SourceFile.of("sql", sql);
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    return LocatedText.of(sql, Span.of(file, 0, sql.length()), offsets, false);
  }
}
