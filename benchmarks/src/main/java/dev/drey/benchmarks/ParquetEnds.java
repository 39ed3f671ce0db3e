// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.benchmarks.HandWritten.Fee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Folders of Parquet at either end of a job; by hand with Flink's reader and writer of columns. */
final class ParquetEnds implements Origin, Target {
  private static final int BATCH = 2048;

  private final Folder folder = new Folder();

  @Override
  public void empty() throws IOException {
    folder.next();
  }

  @Override
  public void fill(Records input) throws IOException {
    folder.next();
    ObjectMapper json = new ObjectMapper();
    for (int file = 0; file < Folder.FILES; file++) {
      var path = new org.apache.flink.core.fs.Path(folder.flinkPath(), "part-" + file + ".parquet");
      try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.NO_OVERWRITE)) {
        BulkWriter<RowData> writer =
            ParquetRowDataBuilder.createWriterFactory(
                    TableRows.TRANSACTION, new Configuration(), true)
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
    return TableRows.etl(
        environment.fromSource(
            FileSource.forBulkFileFormat(
                    new ParquetColumnarRowInputFormat<FileSourceSplit>(
                        new Configuration(),
                        TableRows.READ,
                        InternalTypeInfo.of(TableRows.READ),
                        BATCH,
                        true,
                        true),
                    folder.flinkPath())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "transactions"));
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    TableRows.of(fees)
        .sinkTo(
            FileSink.forBulkFormat(
                    folder.flinkPath(),
                    ParquetRowDataBuilder.createWriterFactory(
                        TableRows.FEE, new Configuration(), true))
                .build());
  }

  /** Read by Parquet's own reader of rows. */
  @Override
  public List<byte[]> written() throws IOException {
    List<byte[]> rows = new ArrayList<>();
    for (Path file : folder.files()) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
              .build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows.add(
              Fee.of(
                      row.getString("tx_id", 0),
                      row.getString("card_id", 0),
                      row.getDouble("amount", 0),
                      row.getDouble("fee", 0))
                  .json());
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
