// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.RandomRows;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random records, half of them with bytes changed, cut or moved, read into random types: the row is
 * the one that Jackson's values make, or both refuse. The order of keys, white space, escapes and
 * keys that nobody reads vary from record to record of one decoder.
 */
class JsonBesideJacksonTest {
  /** -Ddrey.json.records=1000000 takes half a minute. */
  private static final int RECORDS = Integer.getInteger("drey.json.records", 20_000);

  private static final int RECORDS_OF_A_TYPE = 20;

  /** No record. */
  private static final String BLANK = "\ufeff?[ \t\r\n]*";

  private final long seed = SeedFor.test("JsonBesideJacksonTest");
  private final Random random = new Random(seed);
  private final RandomJson json = new RandomJson(random);
  private int read;
  private int invalid;
  private int mismatched;

  @Test
  void rowsAreThoseOfJackson() {
    RandomRows types = RandomRows.ofWritten(seed, true);
    for (int i = 0; i < RECORDS; i += RECORDS_OF_A_TYPE) {
      RowType declared = withRequired(types.rowType(3));
      List<Integer> positions = someColumns(declared);
      RowType produced =
          RowType.of(positions.stream().map(declared::field).collect(Collectors.toList()));
      boolean strict = random.nextInt(4) == 0;
      boolean truncate = random.nextInt(4) == 0;
      RowDecoder decoder =
          Formats.decoder(
              new JsonFormat(),
              DecoderContext.of(
                  declared,
                  produced,
                  positions,
                  OptionValues.of(Map.of("strict", strict, "truncateTimes", truncate))));
      JacksonRows expected = new JacksonRows(strict, truncate);
      for (int j = 0; j < RECORDS_OF_A_TYPE; j++) {
        compare(decoder, expected, produced, changed(json.record(declared).getBytes(UTF_8)));
      }
    }
    assertThat(read).isGreaterThan(RECORDS / 5);
    assertThat(invalid).isGreaterThan(RECORDS / 20);
    assertThat(mismatched).isGreaterThan(RECORDS / 20);
  }

  private void compare(RowDecoder decoder, JacksonRows expected, RowType produced, byte[] record) {
    String text = produced + " of " + new String(record, UTF_8);
    JacksonTree tree = JacksonTree.of(record);
    Object[] row;
    try {
      row = decoder.decode(record, 0, record.length);
    } catch (BadRecordException e) {
      checkRefused(expected, produced, tree, String.valueOf(e.getMessage()), text);
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(text, e);
    }
    if (tree == null) {
      // Blank, or not JSON.
      assertThat(row).as(text).isNull();
      assertThat(new String(record, UTF_8)).as(text).matches(BLANK);
      return;
    }
    try {
      assertThat(same(expected.record(produced, tree), row))
          .as("%s: %s", text, Arrays.deepToString(row))
          .isTrue();
      assertThat(tree.kind).as(text).isEqualTo(JacksonTree.Kind.OBJECT);
      read++;
    } catch (JacksonRows.Refused e) {
      throw new AssertionError(text + ": " + Arrays.deepToString(row), e);
    }
  }

  private void checkRefused(
      JacksonRows expected,
      RowType produced,
      @Nullable JacksonTree tree,
      String message,
      String text) {
    if (tree == null) {
      assertThat(message).as(text).startsWith("the record ");
      invalid++;
    } else if (tree.kind != JacksonTree.Kind.OBJECT) {
      assertThat(message).as(text).startsWith("the record wants to be a JSON object but is ");
    } else {
      assertThat(message).as(text).startsWith("column `");
      try {
        Object[] row = expected.record(produced, tree);
        // How long an object's text is, which a column has no place for, is not said twice.
        assertThat(message).as("%s: %s", text, Arrays.deepToString(row)).contains("a text of ");
      } catch (JacksonRows.Refused refusedToo) {
        mismatched++;
      }
    }
  }

  @Test
  void listsAreThoseOfJackson() {
    RandomRows types = RandomRows.ofWritten(seed, true);
    for (int i = 0; i < RECORDS / 4; i += RECORDS_OF_A_TYPE) {
      RowType type = types.rowType(2);
      RowDecoder decoder =
          Formats.decoder(new JsonFormat(), type, OptionValues.of(Map.of("lists", true)));
      JacksonRows expected = new JacksonRows(false, false);
      for (int j = 0; j < RECORDS_OF_A_TYPE; j++) {
        List<String> objects = new ArrayList<>();
        for (int k = random.nextInt(4); k > 0; k--) {
          objects.add(random.nextInt(30) == 0 ? "[]" : json.record(type));
        }
        byte[] record = changed(("[" + String.join(", ", objects) + "]").getBytes(UTF_8));
        assertThat(same(rows(expected, type, record), rows(decoder, record)))
            .as("%s of %s", type, new String(record, UTF_8))
            .isTrue();
        read++;
      }
    }
    assertThat(read).isEqualTo(RECORDS / 4);
  }

  /** Null for a record that is refused. */
  private static @Nullable Object rows(RowDecoder decoder, byte[] record) {
    List<Object> rows = new ArrayList<>();
    try {
      decoder.decodeAll(record, 0, record.length, rows::add);
      return rows;
    } catch (BadRecordException e) {
      return null;
    }
  }

  private static @Nullable Object rows(JacksonRows expected, RowType type, byte[] record) {
    JacksonTree tree = JacksonTree.of(record);
    if (tree == null) {
      return new String(record, UTF_8).matches(BLANK) ? List.of() : null;
    }
    List<JacksonTree> objects = tree.kind == JacksonTree.Kind.LIST ? tree.values : List.of(tree);
    List<Object> rows = new ArrayList<>();
    try {
      for (JacksonTree object : objects) {
        if (object.kind != JacksonTree.Kind.OBJECT) {
          return null;
        }
        rows.add(expected.record(type, object));
      }
      return rows;
    } catch (JacksonRows.Refused e) {
      return null;
    }
  }

  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof JacksonTree) {
      return expected.equals(JacksonTree.of(String.valueOf(actual)));
    }
    if (expected instanceof Object[] && actual instanceof Object[]) {
      return same(Arrays.asList((Object[]) expected), Arrays.asList((Object[]) actual));
    }
    if (expected instanceof List && actual instanceof List) {
      List<?> one = (List<?>) expected;
      List<?> other = (List<?>) actual;
      return one.size() == other.size()
          && IntStream.range(0, one.size()).allMatch(i -> same(one.get(i), other.get(i)));
    }
    if (expected instanceof Map && actual instanceof Map) {
      Map<?, ?> one = (Map<?, ?>) expected;
      Map<?, ?> other = (Map<?, ?>) actual;
      return one.keySet().equals(other.keySet())
          && one.keySet().stream().allMatch(key -> same(one.get(key), other.get(key)));
    }
    if (expected instanceof byte[] && actual instanceof byte[]) {
      return Arrays.equals((byte[]) expected, (byte[]) actual);
    }
    // Of doubles 0.0 and -0.0 are two, of BigDecimals 1.0 and 1.00.
    return expected == null ? actual == null : expected.equals(actual);
  }

  /** Some columns that may be null are not allowed to be, some are shorter than their values. */
  private RowType withRequired(RowType type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.fields()) {
      fields.add(Field.of(field.name(), withRequired(field.type())));
    }
    return RowType.of(fields);
  }

  private DataType withRequired(DataType type) {
    boolean nullable = type.nullable() && random.nextInt(8) != 0;
    switch (type.kind()) {
      case ROW:
        return DataType.row(withRequired(type.row())).withNullable(nullable);
      case ARRAY:
        return DataType.array(withRequired(type.element())).withNullable(nullable);
      case MAP:
        return DataType.map(type.key(), withRequired(type.element())).withNullable(nullable);
      case VARCHAR:
      case VARBINARY:
        boolean bounded = random.nextInt(6) == 0;
        return (bounded ? DataType.sized(type.kind(), 1 + random.nextInt(20)) : type)
            .withNullable(nullable);
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return DataType.sized(type.kind(), random.nextInt(4)).withNullable(nullable);
      default:
        return type.withNullable(nullable);
    }
  }

  private List<Integer> someColumns(RowType declared) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      if (random.nextInt(5) != 0) {
        positions.add(random.nextInt(positions.size() + 1), i);
      }
    }
    return positions;
  }

  private byte[] changed(byte[] record) {
    byte[] bytes = record;
    if (random.nextBoolean()) {
      return bytes;
    }
    for (int changes = 1 + random.nextInt(2); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0:
          bytes = Arrays.copyOf(bytes, at);
          break;
        case 1:
          bytes[at] = (byte) random.nextInt();
          break;
        case 2:
          bytes =
              inserted(bytes, at, (byte) "\"{}[],:-+.eE0\\u\n\u0000".charAt(random.nextInt(17)));
          break;
        case 3:
          bytes[at] ^= (byte) (1 << random.nextInt(8));
          break;
        case 4:
          bytes[at] = (byte) ('0' + random.nextInt(10));
          break;
        default:
          bytes = inserted(bytes, at, bytes[random.nextInt(bytes.length)]);
      }
    }
    return bytes;
  }

  private static byte[] inserted(byte[] bytes, int at, byte value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    longer[at] = value;
    return longer;
  }

  @Test
  void doublesAreTheNearestOnes() throws BadRecordException {
    RowDecoder decoder =
        Formats.decoder(
            new JsonFormat(),
            Formats.row(
                "d", DataType.of(TypeKind.DOUBLE),
                "f", DataType.of(TypeKind.FLOAT),
                "t", DataType.string()),
            OptionValues.empty());
    for (int i = 0; i < RECORDS; i++) {
      String digits =
          new BigDecimal(random.nextLong() >> random.nextInt(64))
              .movePointLeft(random.nextInt(25))
              .toPlainString();
      byte[] record =
          ("{\"d\":" + digits + ",\"f\":" + digits + ",\"t\":" + digits + "}").getBytes(UTF_8);
      double expected = Double.parseDouble(digits);
      assertThat(decoder.decode(record, 0, record.length))
          .as(digits)
          .containsExactly(expected, Float.parseFloat(digits), digits);
    }
  }
}
