// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.benchmarks.HandWritten.Fee;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** The etl job by hand on rows of Flink's tables, which its readers and writers of columns have. */
final class TableRows {
  private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);

  /** All that is stored of a transaction. */
  static final RowType TRANSACTION =
      row(
          "tx_id",
          TEXT,
          "card_id",
          TEXT,
          "amount",
          new DoubleType(),
          "merchant",
          row("id", new BigIntType(), "name", TEXT, "country", TEXT),
          "ts",
          new BigIntType());

  /** What the job needs of it; Flink's reader takes rows within rows whole. */
  static final RowType READ = new RowType(TRANSACTION.getFields().subList(0, 4));

  static final RowType FEE =
      row("tx_id", TEXT, "card_id", TEXT, "amount", new DoubleType(), "fee", new DoubleType());

  private TableRows() {}

  private static RowType row(Object... namesAndTypes) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.add(
          new RowType.RowField((String) namesAndTypes[i], (LogicalType) namesAndTypes[i + 1]));
    }
    return new RowType(fields);
  }

  /** The job on rows as {@link #READ} has them. */
  static DataStream<Fee> etl(DataStream<RowData> transactions) {
    return transactions
        .filter(tx -> tx.getDouble(2) > 500 && tx.getRow(3, 3).getString(2).toString().equals("US"))
        .map(TableRows::fee)
        .returns(Fee.class);
  }

  private static Fee fee(RowData tx) {
    return Fee.of(
        tx.getString(0).toString(),
        tx.getString(1).toString(),
        tx.getDouble(2),
        tx.getDouble(2) * 0.02);
  }

  /** Rows as {@link #FEE} has them. */
  static DataStream<RowData> of(DataStream<Fee> fees) {
    return fees.map(
            fee ->
                (RowData)
                    GenericRowData.of(
                        StringData.fromString(fee.txId),
                        StringData.fromString(fee.cardId),
                        fee.amount,
                        fee.fee))
        .returns(InternalTypeInfo.of(FEE));
  }
}
