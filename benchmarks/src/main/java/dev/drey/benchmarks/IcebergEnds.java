// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.benchmarks.HandWritten.Fee;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptionUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.FlinkSink;
import org.apache.iceberg.flink.source.IcebergSource;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Types;

/** Tables of Iceberg in a folder at either end of a job. */
final class IcebergEnds implements Origin, Target {
  private static final Schema TRANSACTION =
      new Schema(
          Types.NestedField.optional(1, "tx_id", Types.StringType.get()),
          Types.NestedField.optional(2, "card_id", Types.StringType.get()),
          Types.NestedField.optional(3, "amount", Types.DoubleType.get()),
          Types.NestedField.optional(
              4,
              "merchant",
              Types.StructType.of(
                  Types.NestedField.optional(5, "id", Types.LongType.get()),
                  Types.NestedField.optional(6, "name", Types.StringType.get()),
                  Types.NestedField.optional(7, "country", Types.StringType.get()))),
          Types.NestedField.optional(8, "ts", Types.LongType.get()));

  private static final Schema FEE =
      new Schema(
          Types.NestedField.optional(1, "tx_id", Types.StringType.get()),
          Types.NestedField.optional(2, "card_id", Types.StringType.get()),
          Types.NestedField.optional(3, "amount", Types.DoubleType.get()),
          Types.NestedField.optional(4, "fee", Types.DoubleType.get()));

  private final Folder folder = new Folder();
  private Schema stored = TRANSACTION;

  @Override
  public void empty() throws IOException {
    create(FEE);
  }

  private Table create(Schema schema) throws IOException {
    folder.next();
    try (HadoopCatalog catalog = new HadoopCatalog(new Configuration(), folder.path().toString())) {
      return catalog.createTable(TableIdentifier.of("bench", "rows"), schema);
    }
  }

  @Override
  public void fill(Records input) throws IOException {
    Table table = create(TRANSACTION);
    // With numbers of columns that the table gave them.
    stored = table.schema();
    ObjectMapper json = new ObjectMapper();
    GenericAppenderFactory writers = new GenericAppenderFactory(stored);
    AppendFiles all = table.newAppend();
    for (int file = 0; file < Folder.FILES; file++) {
      DataWriter<Record> writer =
          writers.newDataWriter(
              EncryptionUtil.plainAsEncryptedOutput(
                  table
                      .io()
                      .newOutputFile(
                          table
                              .locationProvider()
                              .newDataLocation(UUID.randomUUID() + ".parquet"))),
              FileFormat.PARQUET,
              null);
      try (writer) {
        for (int i = folder.start(file, input); i < folder.start(file + 1, input); i++) {
          writer.write(record(stored, json.readValue(input.get(i), Transaction.class)));
        }
      }
      all.appendFile(writer.toDataFile());
    }
    all.commit();
  }

  private static Record record(Schema schema, Transaction tx) {
    Transaction.Merchant of = Objects.requireNonNull(tx.merchant);
    Types.StructType type = schema.findType("merchant").asStructType();
    Record merchant = GenericRecord.create(type);
    merchant.set(0, of.id);
    merchant.set(1, of.name);
    merchant.set(2, of.country);
    Record record = GenericRecord.create(schema);
    record.set(0, tx.txId);
    record.set(1, tx.cardId);
    record.set(2, tx.amount);
    record.set(3, merchant);
    record.set(4, tx.ts);
    return record;
  }

  @Override
  public String sink() {
    return source();
  }

  @Override
  public String source() {
    return "iceberg: {catalog: {folder: {path: \"" + folder.path() + "\"}}, table: bench.rows}";
  }

  private TableLoader loader() {
    return TableLoader.fromHadoopTable(folder.path().resolve("bench/rows").toString());
  }

  @Override
  public DataStream<Fee> byHand(StreamExecutionEnvironment environment) {
    return TableRows.etl(
        environment.fromSource(
            IcebergSource.forRowData()
                .tableLoader(loader())
                .project(stored.select(TableRows.READ.getFieldNames()))
                .build(),
            WatermarkStrategy.noWatermarks(),
            "transactions",
            InternalTypeInfo.of(TableRows.READ)));
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    var unused = FlinkSink.forRowData(TableRows.of(fees)).tableLoader(loader()).append();
  }

  /** Read by Iceberg's own reader of rows. */
  @Override
  public List<byte[]> written() throws IOException {
    List<byte[]> rows = new ArrayList<>();
    try (TableLoader loader = loader()) {
      loader.open();
      try (CloseableIterable<Record> all = IcebergGenerics.read(loader.loadTable()).build()) {
        for (Record row : all) {
          rows.add(
              Fee.of(
                      (String) row.getField("tx_id"),
                      (String) row.getField("card_id"),
                      (Double) row.getField("amount"),
                      (Double) row.getField("fee"))
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
