// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.Objects;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.formats.avro.AvroDeserializationSchema;
import org.apache.flink.formats.avro.AvroSerializationSchema;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The etl job over Avro by Flink's own classes for it. */
final class HandAvro {
  private HandAvro() {}

  static void build(StreamExecutionEnvironment environment, int records) {
    environment
        .fromSource(
            new DataGeneratorSource<>(
                new Parser(), records, new GenericRecordAvroTypeInfo(AvroTransactions.SCHEMA)),
            WatermarkStrategy.noWatermarks(),
            "transactions")
        .filter(new Large())
        .map(new Fee())
        .returns(new GenericRecordAvroTypeInfo(AvroTransactions.FEE))
        .sinkTo(new BenchSink<>(AvroSerializationSchema.forGeneric(AvroTransactions.FEE)));
  }

  private static final class Parser implements GeneratorFunction<Long, GenericRecord> {
    private static final long serialVersionUID = 1;
    private transient @Nullable AvroDeserializationSchema<GenericRecord> schema;

    @Override
    public void open(SourceReaderContext context) {
      schema = AvroDeserializationSchema.forGeneric(AvroTransactions.SCHEMA);
    }

    @Override
    public GenericRecord map(Long i) throws Exception {
      return Objects.requireNonNull(Objects.requireNonNull(schema).deserialize(Bench.read(i)));
    }
  }

  private static final class Large implements FilterFunction<GenericRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean filter(GenericRecord tx) {
      GenericRecord merchant = (GenericRecord) tx.get("merchant");
      return tx.get("amount") != null
          && (Double) tx.get("amount") > 500
          && merchant != null
          && merchant.get("country") != null
          && merchant.get("country").toString().equals("US");
    }
  }

  private static final class Fee implements MapFunction<GenericRecord, GenericRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public GenericRecord map(GenericRecord tx) {
      GenericRecord fee = new GenericData.Record(AvroTransactions.FEE);
      fee.put("tx_id", tx.get("tx_id"));
      fee.put("card_id", tx.get("card_id"));
      fee.put("amount", tx.get("amount"));
      fee.put("fee", (Double) tx.get("amount") * 0.02);
      return fee;
    }
  }
}
