// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowChange;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Rows that Flink SQL gives, as they are here. What an update takes back is a delete, what it puts
 * in its place is a row as any other. Operators of Flink SQL do not know what their state means:
 * this one keeps it beside them, and keeps the job from going on with that of another query.
 */
public final class FromFlinkRow extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Row, Object[]> {
  private static final long serialVersionUID = 1;

  private final FlinkValues[] columns;
  private final boolean changing;
  private @Nullable StateShape shape;

  /**
   * @param changing whether rows change each other; what one does then stands behind its columns
   */
  public FromFlinkRow(RowType columns, boolean changing) {
    this.columns = FlinkValues.of(columns);
    this.changing = changing;
  }

  /** Says what the state of the query means: it does not go on with one that means another. */
  public void means(StateShape newShape) {
    this.shape = newShape;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
  }

  @Override
  public void processElement(StreamRecord<Row> element) {
    Row row = element.getValue();
    Object[] values = FlinkValues.columns(columns, row, columns.length + (changing ? 1 : 0));
    if (changing) {
      RowKind kind = row.getKind();
      values[columns.length] =
          kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER ? RowChange.PUT : RowChange.DELETE;
    }
    output.collect(element.replace(values));
  }
}
