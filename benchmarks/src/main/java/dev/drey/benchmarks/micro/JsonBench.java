// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.benchmarks.CardTransactions;
import dev.drey.benchmarks.Transaction;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.json.JsonFormat;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The records of the jobs to rows and back, a record each time: what the job {@code etl} reads of
 * them, what {@link Transaction} has, all that they have, nothing but a key at their end; by Drey,
 * and by Jackson to the class or token by token.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBench {
  private static final int RECORDS = 1 << 14;
  private static final DataType TEXT = DataType.string();
  private static final DataType WHOLE = DataType.of(TypeKind.BIGINT);
  private static final DataType AMOUNT = DataType.of(TypeKind.DOUBLE);

  private static final RowType ETL =
      RowType.of(
          List.of(
              Field.of("tx_id", TEXT),
              Field.of("card_id", TEXT),
              Field.of("amount", AMOUNT),
              Field.of("merchant", DataType.row(RowType.of(List.of(Field.of("country", TEXT)))))));

  /** What {@link Transaction} has. */
  private static final RowType TRANSACTION =
      RowType.of(
          List.of(
              Field.of("tx_id", TEXT),
              Field.of("card_id", TEXT),
              Field.of("amount", AMOUNT),
              Field.of(
                  "merchant",
                  DataType.row(
                      RowType.of(
                          List.of(
                              Field.of("id", WHOLE),
                              Field.of("name", TEXT),
                              Field.of("country", TEXT))))),
              Field.of("ts", WHOLE)));

  private static final RowType ALL =
      RowType.of(
          List.of(
              Field.of("tx_id", TEXT),
              Field.of("card_id", TEXT),
              Field.of("amount", DataType.decimal(12, 2)),
              Field.of("currency", TEXT),
              Field.of(
                  "merchant",
                  DataType.row(
                      RowType.of(
                          List.of(
                              Field.of("id", WHOLE),
                              Field.of("name", TEXT),
                              Field.of("country", TEXT),
                              Field.of("category", TEXT))))),
              Field.of("ts", WHOLE),
              Field.of("tags", DataType.array(TEXT)),
              Field.of("terminal", TEXT)));

  private final byte[][] records = new byte[RECORDS][];
  private final Object[][] rows = new Object[RECORDS][];
  private final Transaction[] transactions = new Transaction[RECORDS];
  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonFactory factory = new JsonFactory();
  private final RowDecoder etl = decoder(ETL);
  private final RowDecoder transaction = decoder(TRANSACTION);
  private final RowDecoder all = decoder(ALL);
  private final RowDecoder last = decoder(RowType.of(List.of(Field.of("terminal", TEXT))));
  private final RowEncoder encoder = new JsonFormat().encoder(TRANSACTION, OptionValues.empty());
  private int next;

  public JsonBench() {
    encoder.open();
    try {
      for (int i = 0; i < RECORDS; i++) {
        records[i] = CardTransactions.json(i);
        rows[i] = transaction.decode(records[i], 0, records[i].length);
        transactions[i] = mapper.readValue(records[i], Transaction.class);
      }
    } catch (IOException | BadRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RowDecoder decoder(RowType type) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      positions.add(i);
    }
    RowDecoder decoder =
        new JsonFormat().decoder(DecoderContext.of(type, type, positions, OptionValues.empty()));
    decoder.open();
    return decoder;
  }

  private byte[] record() {
    return records[next++ & (RECORDS - 1)];
  }

  private static Object @Nullable [] read(RowDecoder decoder, byte[] record)
      throws BadRecordException {
    return decoder.decode(record, 0, record.length);
  }

  @Benchmark
  public Object @Nullable [] readEtl() throws BadRecordException {
    return read(etl, record());
  }

  @Benchmark
  public Object @Nullable [] readTransaction() throws BadRecordException {
    return read(transaction, record());
  }

  @Benchmark
  public Transaction readTransactionByJackson() throws IOException {
    return mapper.readValue(record(), Transaction.class);
  }

  @Benchmark
  public Object @Nullable [] readAll() throws BadRecordException {
    return read(all, record());
  }

  @Benchmark
  public Object @Nullable [] readLast() throws BadRecordException {
    return read(last, record());
  }

  /** What etl needs, as fast as it goes by hand. */
  @Benchmark
  public Object[] readEtlByJacksonsTokens() throws IOException {
    Object[] row = new Object[4];
    try (JsonParser parser = factory.createParser(record())) {
      parser.nextToken();
      String key;
      while ((key = parser.nextFieldName()) != null) {
        parser.nextToken();
        switch (key) {
          case "tx_id":
            row[0] = parser.getText();
            break;
          case "card_id":
            row[1] = parser.getText();
            break;
          case "amount":
            row[2] = parser.getDoubleValue();
            break;
          case "merchant":
            row[3] = merchant(parser);
            break;
          default:
            parser.skipChildren();
        }
      }
    }
    return row;
  }

  private static Object[] merchant(JsonParser parser) throws IOException {
    Object[] row = new Object[1];
    String key;
    while ((key = parser.nextFieldName()) != null) {
      parser.nextToken();
      if (key.equals("country")) {
        row[0] = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return row;
  }

  @Benchmark
  public byte[] writeTransaction() {
    return encoder.encode(rows[next++ & (RECORDS - 1)]);
  }

  @Benchmark
  public byte[] writeTransactionByJackson() throws IOException {
    return mapper.writeValueAsBytes(transactions[next++ & (RECORDS - 1)]);
  }
}
