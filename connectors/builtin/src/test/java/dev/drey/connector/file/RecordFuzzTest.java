// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.RecordReader;
import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.RowEncoder;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.BadRecord;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Files of a good record, a broken one and a good one again. Whatever the broken one is, under
 * {@code drop} and {@code to} both good rows come out, under {@code fail} the first, before the
 * failure; nothing but what the policy says is thrown, and nothing hangs.
 */
class RecordFuzzTest {
  private static final int FILES = Integer.getInteger("drey.fuzz.records", 2_000);

  /** Far more than a record may take, for a machine that is busy. */
  private static final long HANGS_NANOS =
      TimeUnit.SECONDS.toNanos(Integer.getInteger("drey.fuzz.seconds", 20));

  private static final List<ErrorPolicy> POLICIES = List.of(ErrorPolicy.values());
  private static final DataType STRING = DataType.string();
  private static final List<Field> FLAT =
      List.of(
          Field.of("s", STRING),
          Field.of("i", DataType.of(TypeKind.INT)),
          Field.of("l", DataType.of(TypeKind.BIGINT)),
          Field.of("m", DataType.decimal(12, 2)),
          Field.of("d", DataType.of(TypeKind.DOUBLE)),
          Field.of("b", DataType.of(TypeKind.BOOLEAN)),
          Field.of("t", DataType.timestampLtz()),
          Field.of("x", DataType.bytes()),
          Field.of("n", STRING.notNull()));
  private static final List<Field> NESTED =
      List.of(
          Field.of("a", DataType.array(DataType.of(TypeKind.BIGINT))),
          Field.of("o", DataType.map(STRING.notNull(), STRING)),
          Field.of("r", DataType.row(RowType.of(Field.of("k", STRING)))));
  private static final String[] TEXTS = {
    "", "a", "é", "\ud83d\ude00", ",", ";", "\"", "\"\"", "a\"b", "null", "1e3", "\\N", "{}", " x "
  };
  private static final String[] SPLINTERS = {
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r\n",
    "\\",
    "\\u",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    ":",
    "null",
    "NaN",
    "1e300000000",
    "-1e-300000000",
    "\"1e300000000\"",
    "1e99999999999",
    "0.1",
    "-",
    "true",
    "\uFEFF",
    "\0",
    " ",
    "2026-13-01T00:00:00Z",
    "2026-01-01T00:00:00.123456Z",
    "\"s\":",
    "[".repeat(1200),
    "9".repeat(1100),
    "x".repeat(3000)
  };

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aBrokenRecordCostsNothingButItself() throws IOException {
    System.out.println("RecordFuzzTest: -Ddrey.seed=" + seed);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      boolean json = random.nextBoolean();
      OptionValues options =
          json
              ? OptionValues.of(Map.of("strict", random.nextBoolean()))
              : OptionValues.of(Map.of("delimiter", random.nextBoolean() ? "," : ";"));
      refused += file(json ? new JsonFormat() : new CsvFormat(), json, options) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(FILES / 10);
  }

  /** Whether the file had a bad record. */
  private boolean file(Format format, boolean nested, OptionValues options) throws IOException {
    List<Field> fields = new ArrayList<>(FLAT);
    if (nested) {
      fields.addAll(NESTED);
    }
    RowType type = RowType.of(fields);
    RowEncoder encoder = format.encoder(type, options);
    encoder.open();
    Object[] before = row(type);
    Object[] after = row(type);
    byte[] broken = mutated(encoder.encode(row(type)));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] record : List.of(encoder.encode(before), broken, encoder.encode(after))) {
      file.write(record);
      file.write('\n');
    }
    ErrorPolicy policy = POLICIES.get(random.nextInt(POLICIES.size()));
    String what =
        "seed " + seed + ", " + policy + ", " + options + ": " + new String(broken, UTF_8);
    long start = System.nanoTime();
    List<Object[]> rows = new ArrayList<>();
    boolean failed = read(format, type, options, policy, file.toByteArray(), rows);
    assertThat(System.nanoTime() - start).as("hangs: %s", what).isLessThan(HANGS_NANOS);
    assertThat(rows).as(what).isNotEmpty();
    assertThat(Arrays.deepEquals(rows.get(0), before)).as("first row of %s", what).isTrue();
    assertThat(policy == ErrorPolicy.FAIL || !failed).as(what).isTrue();
    if (!failed) {
      assertThat(Arrays.deepEquals(rows.get(rows.size() - 1), after))
          .as("last row of %s", what)
          .isTrue();
    }
    boolean bad = false;
    for (Object[] row : rows) {
      if (BadRecord.isBad(row)) {
        bad = true;
        assertThat(((BadRecord) row[0]).row()[1]).asString().as(what).isNotBlank();
        assertThat(policy).as(what).isEqualTo(ErrorPolicy.EMIT);
      }
    }
    return bad || failed;
  }

  /** Whether the reader failed, as FAIL says. */
  private static boolean read(
      Format format,
      RowType type,
      OptionValues options,
      ErrorPolicy policy,
      byte[] file,
      List<Object[]> rows)
      throws IOException {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      positions.add(i);
    }
    @Nullable String[] noMetadata = new String[type.size()];
    RecordReader reader =
        new RecordReader(
            "in",
            new FileConnector().descriptor(),
            format.decoder(DecoderContext.of(type, type, positions, options)),
            policy,
            type,
            noMetadata);
    reader.open(new UnregisteredMetricsGroup());
    reader.startOfFile();
    RowBatches records =
        new RowBatches(
            new RecordFileReader(
                "file",
                new RecordCutter(
                    "file", new ByteArrayInputStream(file), reader.quoting().orElse(null), true),
                reader));
    try {
      BulkFormat.RecordIterator<Object[]> batch;
      while ((batch = records.readBatch()) != null) {
        RecordAndPosition<Object[]> record;
        while ((record = batch.next()) != null) {
          rows.add(record.getRecord());
        }
      }
      return false;
    } catch (ConnectorException e) {
      assertThat(e).hasMessageStartingWith("bad record in source `in`, path file, line ");
      return true;
    }
  }

  private Object[] row(RowType type) {
    Object[] row = new Object[type.size()];
    for (int i = 0; i < row.length; i++) {
      DataType column = type.field(i).type();
      row[i] = column.nullable() && random.nextInt(5) == 0 ? null : value(column);
    }
    return row;
  }

  private Object value(DataType type) {
    switch (type.kind()) {
      case INT:
        return random.nextInt();
      case BIGINT:
        return random.nextLong();
      case DECIMAL:
        return BigDecimal.valueOf(random.nextInt(), 2);
      case DOUBLE:
        return random.nextGaussian();
      case BOOLEAN:
        return random.nextBoolean();
      case TIMESTAMP_LTZ:
        return 1_767_225_600_000L + random.nextInt();
      case VARBINARY:
        return new byte[] {(byte) random.nextInt(), 0};
      case ARRAY:
        return Arrays.asList(random.nextLong(), null);
      case MAP:
        return Map.of("k", text());
      case ROW:
        return new Object[] {text()};
      default:
        return text();
    }
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }

  private byte[] mutated(byte[] record) {
    byte[] bytes = record;
    for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + random.nextInt(6));
      byte[] put;
      switch (random.nextInt(4)) {
        case 0:
          put = new byte[0];
          break;
        case 1:
          put = new byte[1 + random.nextInt(3)];
          random.nextBytes(put);
          break;
        case 2:
          put = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(40)));
          break;
        default:
          put = SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(UTF_8);
      }
      byte[] changed = new byte[at + put.length + bytes.length - to];
      System.arraycopy(bytes, 0, changed, 0, at);
      System.arraycopy(put, 0, changed, at, put.length);
      System.arraycopy(bytes, to, changed, at + put.length, bytes.length - to);
      bytes = changed;
    }
    return bytes;
  }
}
