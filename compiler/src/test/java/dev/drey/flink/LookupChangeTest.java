// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.RowLookup;
import dev.drey.connector.Unanswered;
import dev.drey.expression.Expressions;
import dev.drey.plan.LookupNode;
import dev.drey.plan.Port;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Rows that wait for a lookup's answer at a savepoint, when the next spec has other columns. */
class LookupChangeTest {
  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final Field KEY = Field.of("k", INT);
  private static final Field NUMBER = Field.of("n", INT.notNull());
  private static final RowType ANSWERS =
      RowType.of(Field.of("id", INT.notNull()), Field.of("v", DataType.string()));

  /** Answers at once, or never. */
  private static final class Table implements RowLookup {
    private static final long serialVersionUID = 1;

    private final boolean answers;

    Table(boolean answers) {
      this.answers = answers;
    }

    @Override
    public void open() {}

    @Override
    public CompletableFuture<List<Object[]>> rows(Object[] key) {
      return answers
          ? CompletableFuture.completedFuture(
              List.<Object[]>of(new Object[] {key[0], "v" + key[0]}))
          : new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }

  private static LookupNode node(Field... asking) {
    RowType input = RowType.of(asking);
    List<Field> fields = new ArrayList<>(input.fields());
    fields.add(Field.of("found", DataType.row(ANSWERS)));
    return LookupNode.builder()
        .id("l.lookup")
        .name("l")
        .input(Port.out("in"))
        .connector("test")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .keys(Map.of("id", Expressions.standard().column(input, input.indexOf("k"))))
        .answers(ANSWERS)
        .cache(Optional.empty())
        .timeout(Duration.ofDays(1))
        .capacity(10)
        .ordered(true)
        .attempts(1)
        .backoff(Duration.ZERO)
        .onMissing(Unanswered.KEEP)
        .onError(Unanswered.KEEP)
        .rowType(RowType.of(fields))
        .build();
  }

  private static List<OperatorSubtaskState> waiting() throws Exception {
    try (LookupOperators before =
        new LookupOperators(node(NUMBER, KEY), new Table(false), 1, null)) {
      before.row(0, 5, new Object[] {7, 3});
      assertThat(before.sent(0)).isEmpty();
      return before.savepoint();
    }
  }

  @Test
  void haveTheColumnsOfTheNextSpec() throws Exception {
    LookupNode next =
        node(
            KEY,
            Field.of("city", DataType.string()),
            Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));
    try (LookupOperators after = new LookupOperators(next, new Table(true), 1, waiting())) {
      after.end();

      assertThat(after.sent(0)).hasSize(1);
      StreamRecord<?> sent = (StreamRecord<?>) after.sent(0).get(0);
      assertThat(sent.getTimestamp()).isEqualTo(5);
      assertThat((Object[]) sent.getValue()).containsExactly(3, null, 7L, new Object[] {3, "v3"});
    }
  }

  @Test
  void areNotReadWhereAColumnWouldHaveNoValue() throws Exception {
    LookupNode next = node(KEY, NUMBER, Field.of("city", DataType.string().notNull()));
    List<OperatorSubtaskState> savepoint = waiting();

    assertThatThrownBy(() -> new LookupOperators(next, new Table(true), 1, savepoint).close())
        .hasStackTraceContaining("must not be incompatible");
  }
}
