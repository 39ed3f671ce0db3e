// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** {@link Records} as Avro, by Avro's own writer; each field may be NULL. */
final class AvroTransactions {
  static final Schema MERCHANT =
      SchemaBuilder.record("merchant")
          .fields()
          .optionalLong("id")
          .optionalString("name")
          .optionalString("country")
          .endRecord();

  static final Schema SCHEMA =
      SchemaBuilder.record("tx")
          .fields()
          .optionalString("tx_id")
          .optionalString("card_id")
          .optionalDouble("amount")
          .name("merchant")
          .type(Schema.createUnion(Schema.create(Schema.Type.NULL), MERCHANT))
          .withDefault(null)
          .optionalLong("ts")
          .endRecord();

  /** What the job writes. */
  static final Schema FEE =
      SchemaBuilder.record("fee")
          .fields()
          .optionalString("tx_id")
          .optionalString("card_id")
          .optionalDouble("amount")
          .optionalDouble("fee")
          .endRecord();

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AvroTransactions() {}

  /** The Avro of a record that is JSON. */
  static byte[] of(byte[] json) {
    try {
      JsonNode tx = MAPPER.readTree(json);
      GenericData.Record merchant = new GenericData.Record(MERCHANT);
      merchant.put("id", tx.get("merchant").get("id").longValue());
      merchant.put("name", tx.get("merchant").get("name").textValue());
      merchant.put("country", tx.get("merchant").get("country").textValue());
      GenericData.Record record = new GenericData.Record(SCHEMA);
      record.put("tx_id", tx.get("tx_id").textValue());
      record.put("card_id", tx.get("card_id").textValue());
      record.put("amount", tx.get("amount").doubleValue());
      record.put("merchant", merchant);
      record.put("ts", tx.get("ts").longValue());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<>(SCHEMA).write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
