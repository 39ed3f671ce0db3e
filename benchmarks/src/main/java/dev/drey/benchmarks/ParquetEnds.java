// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.benchmarks.HandWritten.Fee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.formats.parquet.ParquetColumnarRowInputFormat;
import org.apache.flink.formats.parquet.row.ParquetRowDataBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Folders of Parquet at either end of a job; by hand with Flink's reader and writer of columns. */
final class ParquetEnds implements Origin, Target {
  private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);

  /** All that stands in the files. */
  private static final RowType TRANSACTION =
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
  private static final RowType READ = new RowType(TRANSACTION.getFields().subList(0, 4));

  private static final RowType FEE =
      row("tx_id", TEXT, "card_id", TEXT, "amount", new DoubleType(), "fee", new DoubleType());

  private static final int BATCH = 2048;

  private final Folder folder = new Folder();

  private static RowType row(Object... namesAndTypes) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.add(
          new RowType.RowField((String) namesAndTypes[i], (LogicalType) namesAndTypes[i + 1]));
    }
    return new RowType(fields);
  }

  @Override
  public void empty() throws IOException {
    folder.next();
  }

  @Override
  public void fill(CardTransactions input) throws IOException {
    folder.next();
    ObjectMapper json = new ObjectMapper();
    for (int file = 0; file < Folder.FILES; file++) {
      var path = new org.apache.flink.core.fs.Path(folder.flinkPath(), "part-" + file + ".parquet");
      try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.NO_OVERWRITE)) {
        BulkWriter<RowData> writer =
            ParquetRowDataBuilder.createWriterFactory(TRANSACTION, new Configuration(), true)
                .create(out);
        for (int i = folder.start(file, input); i < folder.start(file + 1, input); i++) {
          writer.addElement(row(json.readValue(input.get(i), Transaction.class)));
        }
        writer.finish();
      }
    }
  }

  private static RowData row(Transaction tx) {
    Transaction.Merchant merchant = Objects.requireNonNull(tx.merchant);
    return GenericRowData.of(
        StringData.fromString(tx.txId),
        StringData.fromString(tx.cardId),
        tx.amount,
        GenericRowData.of(
            merchant.id,
            StringData.fromString(merchant.name),
            StringData.fromString(merchant.country)),
        tx.ts);
  }

  @Override
  public String sink() {
    return source();
  }

  @Override
  public String source() {
    return "file: {path: \"" + folder.path() + "\"}\n    format: parquet";
  }

  @Override
  public DataStream<Fee> byHand(StreamExecutionEnvironment environment) {
    return environment
        .fromSource(
            FileSource.forBulkFileFormat(
                    new ParquetColumnarRowInputFormat<FileSourceSplit>(
                        new Configuration(), READ, InternalTypeInfo.of(READ), BATCH, true, true),
                    folder.flinkPath())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "transactions")
        .filter(tx -> tx.getDouble(2) > 500 && tx.getRow(3, 3).getString(2).toString().equals("US"))
        .map(ParquetEnds::fee)
        .returns(Fee.class);
  }

  private static Fee fee(RowData tx) {
    Fee fee = new Fee();
    fee.txId = tx.getString(0).toString();
    fee.cardId = tx.getString(1).toString();
    fee.amount = tx.getDouble(2);
    fee.fee = fee.amount * 0.02;
    return fee;
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    fees.map(
            fee ->
                (RowData)
                    GenericRowData.of(
                        StringData.fromString(fee.txId),
                        StringData.fromString(fee.cardId),
                        fee.amount,
                        fee.fee))
        .returns(InternalTypeInfo.of(FEE))
        .sinkTo(
            FileSink.forBulkFormat(
                    folder.flinkPath(),
                    ParquetRowDataBuilder.createWriterFactory(FEE, new Configuration(), true))
                .build());
  }

  /** Read by Parquet's own reader of rows. */
  @Override
  public List<byte[]> written() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<byte[]> rows = new ArrayList<>();
    for (Path file : folder.files()) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
              .build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("tx_id", row.getString("tx_id", 0));
          fields.put("card_id", row.getString("card_id", 0));
          fields.put("amount", row.getDouble("amount", 0));
          fields.put("fee", row.getDouble("fee", 0));
          rows.add(json.writeValueAsBytes(fields));
        }
      }
    }
    return rows;
  }

  @Override
  public void close() {
    folder.close();
  }
}
