// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.RefusalPolicy;
import dev.drey.connector.SinkContext;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.Table;

/**
 * Rows as Iceberg's writers take them, in the order of the table's columns. What these would fail
 * at, or write as something else, is set aside before: behind them nobody knows whose fault it was.
 */
final class RowWriting extends ProcessFunction<Object[], RowData> {
  private static final long serialVersionUID = 1;

  private final ToTable.Fields fields;
  private final PartitionPaths partitions;
  private final boolean changing;
  private final RefusalPolicy refusals;
  private final OutputTag<Object[]> refused;

  RowWriting(SinkContext context, Table table) {
    this.fields = ToTable.Fields.of(context.rowType(), table.schema().asStruct());
    this.partitions = PartitionPaths.of(table, context.rowType());
    this.changing = context.changes() != ChangeMode.APPEND;
    this.refusals = RefusalPolicy.of(context);
    this.refused = new OutputTag<>("refused", RowTypeInformation.of(refusals.type()));
  }

  OutputTag<Object[]> refused() {
    return refused;
  }

  @Override
  public void open(OpenContext context) {
    refusals.open(getRuntimeContext().getMetricGroup());
    partitions.open();
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<RowData> output) {
    GenericRowData written;
    try {
      written = fields.write(row);
      partitions.check(row, written);
    } catch (RefusedRowException cannot) {
      Object[] aside = refusals.refuse(row, cannot.reason());
      if (aside != null) {
        context.output(refused, aside);
      }
      return;
    }
    if (changing && RowChange.isDelete(row)) {
      written.setRowKind(RowKind.DELETE);
    }
    output.collect(written);
  }
}
