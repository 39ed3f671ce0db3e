// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.format.BadRecordException;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonRowDataDeserializationSchema;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random values beside Flink's own JSON format, and random texts beside Jackson's tree reader.
 * Where Flink keeps a value we give the same; where it loses one (fractions cut off an integer,
 * digits rounded, any text but "true" read as FALSE) we refuse the record.
 */
class JsonBesideFlinkTest {
  private static final String ODD = "{}[]\",:\\ue0-1.é \t";

  private final Random random = new Random(SeedFor.test("JsonBesideFlinkTest"));

  /** What a column of some type makes of a value; null for a refusal. */
  private interface Reading {
    @Nullable Object of(String json);
  }

  private static Reading ours(DataType type) {
    RowDecoder decoder = Formats.decoder(new JsonFormat(), row("v", type), OptionValues.empty());
    return json -> {
      try {
        Object[] read = Formats.decode(decoder, "{\"v\":" + json + "}");
        return read == null ? null : read[0];
      } catch (BadRecordException e) {
        return null;
      }
    };
  }

  private static Reading flinks(LogicalType type) {
    RowType rowType = RowType.of(new LogicalType[] {type}, new String[] {"v"});
    JsonRowDataDeserializationSchema schema =
        new JsonRowDataDeserializationSchema(
            rowType, TypeInformation.of(RowData.class), false, false, TimestampFormat.ISO_8601);
    RowData.FieldGetter getter = RowData.createFieldGetter(type, 0);
    try {
      schema.open(null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return json -> {
      try {
        Object value =
            getter.getFieldOrNull(schema.deserialize(("{\"v\":" + json + "}").getBytes(UTF_8)));
        return value instanceof DecimalData
            ? ((DecimalData) value).toBigDecimal()
            : value instanceof StringData ? value.toString() : value;
      } catch (IOException refused) {
        return null;
      }
    };
  }

  @Test
  void textsAreFlinks() {
    Reading ours = ours(DataType.string());
    Reading flinks = flinks(new VarCharType(VarCharType.MAX_LENGTH));
    for (int i = 0; i < 5_000; i++) {
      // Of numbers Flink keeps whole ones as they are; others it writes anew as DOUBLE.
      String json = value(4, false);
      assertThat(ours.of(json)).as(json).isEqualTo(flinks.of(json)).isNotNull();
    }
  }

  @Test
  void numbersAreFlinksOrRefused() {
    compareNumbers(ours(DataType.of(TypeKind.INT)), flinks(new IntType()));
    compareNumbers(ours(DataType.of(TypeKind.BIGINT)), flinks(new BigIntType()));
    compareNumbers(ours(DataType.of(TypeKind.DOUBLE)), flinks(new DoubleType()));
    compareNumbers(ours(DataType.decimal(12, 2)), flinks(new DecimalType(12, 2)));
  }

  private void compareNumbers(Reading ours, Reading flinks) {
    int same = 0;
    for (int i = 0; i < 3_000; i++) {
      String number = number();
      for (String json : List.of(number, '"' + number + '"')) {
        Object value = ours.of(json);
        if (value != null) {
          // The value is the record's; that of Flink is too, unless it has lost something.
          BigDecimal exact = new BigDecimal(number);
          BigDecimal read = new BigDecimal(value.toString());
          boolean nearest = value instanceof Double && value.equals(exact.doubleValue());
          assertThat(nearest || read.compareTo(exact) == 0).as("%s as %s", json, value).isTrue();
          Object theirs = flinks.of(json);
          if (theirs != null) {
            assertThat(value).as(json).isEqualTo(theirs);
            same++;
          }
        }
      }
    }
    assertThat(same).isGreaterThan(500);
  }

  @Test
  void booleansAreFlinksOrRefused() {
    Reading ours = ours(DataType.of(TypeKind.BOOLEAN));
    Reading flinks = flinks(new BooleanType());
    for (String json : List.of("true", "false", "\"true\"", "\"FALSE\"", "\"True\"")) {
      assertThat(ours.of(json)).as(json).isEqualTo(flinks.of(json)).isNotNull();
    }
    for (String json : List.of("\"yes\"", "1", "\"\"", "\"t\"", "[]")) {
      assertThat(ours.of(json)).as(json).isNull();
    }
  }

  @Test
  void whatIsJsonIsWhatJacksonsTreeReaderSaysIs() throws IOException {
    ObjectMapper mapper =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    RowDecoder decoder =
        Formats.decoder(new JsonFormat(), row("v", DataType.string()), OptionValues.empty());
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      char[] text = ("{\"v\":" + value(4, true) + "}").toCharArray();
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        text[random.nextInt(text.length)] = ODD.charAt(random.nextInt(ODD.length()));
      }
      String record = new String(text);
      JsonNode tree = tree(mapper, record);
      Object[] row;
      try {
        row = Formats.decode(decoder, record);
      } catch (BadRecordException e) {
        assertThat(tree == null || !tree.isObject()).as(record).isTrue();
        continue;
      }
      assertThat(tree).as(record).isNotNull();
      assertThat(row).as(record).isNotNull();
      assertThat(tree.isObject()).as(record).isTrue();
      JsonNode expected = tree.path("v");
      Object value = row[0];
      if (expected.isContainerNode()) {
        assertThat(mapper.readTree(String.valueOf(value))).as(record).isEqualTo(expected);
      } else if (expected.isTextual()) {
        assertThat(value).as(record).isEqualTo(expected.textValue());
      } else if (expected.isNumber()) {
        assertThat(new BigDecimal(String.valueOf(value)))
            .as(record)
            .isEqualByComparingTo(expected.decimalValue());
      }
      valid++;
    }
    assertThat(valid).isGreaterThan(5_000);
  }

  private static @Nullable JsonNode tree(ObjectMapper mapper, String record) throws IOException {
    try {
      return mapper.readTree(record.getBytes(UTF_8));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private String value(int depth, boolean fractions) {
    String blank = " ".repeat(random.nextInt(3) / 2);
    switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0:
        return fractions ? number().replace("+", "") : Long.toString(random.nextLong());
      case 1:
        return depth == 4 || random.nextBoolean() ? Boolean.toString(random.nextBoolean()) : "null";
      case 2:
      case 3:
        return text();
      case 4:
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(blank + value(depth - 1, fractions));
        }
        return "[" + String.join(blank + ",", elements) + blank + "]";
      default:
        List<String> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.add("\"k" + i + "\"" + blank + ":" + blank + value(depth - 1, fractions));
        }
        return "{" + String.join("," + blank, entries) + blank + "}";
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder("\"");
    String[] parts = {
      "a", "é", "日", "\ud83d\ude00", "\\\"", "\\\\", "\\n", "\\u00e9", "\\/", " ", "\\u0001", "1"
    };
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.append('"').toString();
  }

  /** Numbers of JSON of all forms, many of them whole. */
  private String number() {
    StringBuilder number = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    number.append(random.nextInt(5) == 0 ? "0" : 1 + random.nextInt(1 << random.nextInt(31)));
    if (random.nextInt(3) == 0) {
      number.append('.').append(random.nextInt(3) == 0 ? "000" : "" + random.nextInt(2000));
    }
    if (random.nextInt(4) == 0) {
      number.append("eE".charAt(random.nextInt(2))).append(random.nextInt(12) - 4);
    }
    return number.toString();
  }
}
