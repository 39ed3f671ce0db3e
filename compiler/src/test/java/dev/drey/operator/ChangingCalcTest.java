// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Expressions over rows that change each other keep what each row does. */
class ChangingCalcTest {
  private static final Expressions EXPRESSIONS = Expressions.standard();
  private static final RowType INPUT =
      RowType.of(
          Field.of("k", DataType.string()), Field.of("n", DataType.of(TypeKind.INT).notNull()));
  private static final RowType DOUBLED =
      RowType.of(
          Field.of("m", DataType.of(TypeKind.INT).notNull()), Field.of("k", DataType.string()));

  @Test
  void aDeleteByKeyIsItsKey() throws Exception {
    assertThat(
            run(
                calc(Optional.empty(), List.of(0), List.of(1)),
                RowChange.PUT.of(new Object[] {"a", 3}),
                RowChange.DELETE.of(new Object[] {"a", null})))
        .containsExactly(
            new Object[] {6, "a", RowChange.PUT}, new Object[] {null, "a", RowChange.DELETE});
  }

  @Test
  void whatIsTakenBackIsWhatCame() throws Exception {
    assertThat(
            run(
                calc(Optional.of(expression("n > 1")), List.of(), List.of()),
                RowChange.PUT.of(new Object[] {"a", 3}),
                RowChange.PUT.of(new Object[] {"b", 1}),
                RowChange.DELETE.of(new Object[] {"b", 1}),
                RowChange.DELETE.of(new Object[] {"a", 3})))
        .containsExactly(
            new Object[] {6, "a", RowChange.PUT}, new Object[] {6, "a", RowChange.DELETE});
  }

  private static ChangingCalcFunction calc(
      Optional<Expression> condition, List<Integer> keys, List<Integer> newKeys) {
    return new ChangingCalcFunction(
        "s",
        EXPRESSIONS.calc(INPUT, condition, List.of(expression("n * 2"), expression("k"))),
        keys,
        newKeys,
        DOUBLED.size());
  }

  private static Expression expression(String sql) {
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    LocatedText text =
        LocatedText.of(sql, Span.of(SourceFile.of("test", sql), 0, sql.length()), offsets, false);
    return EXPRESSIONS.scalar(text, INPUT, Expected.ANY, new Diagnostics()).orElseThrow();
  }

  private static List<Object[]> run(ChangingCalcFunction calc, Object[]... rows) throws Exception {
    OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(calc));
    try {
      harness.setup(
          RowTypeInformation.changing(DOUBLED).createSerializer(new SerializerConfigImpl()));
      harness.open();
      for (Object[] row : rows) {
        harness.processElement(row, 0);
      }
      return harness.extractOutputValues();
    } finally {
      harness.close();
    }
  }
}
