// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.RandomRows;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private static String encode(DataType type, @Nullable Object value) {
    Object[] row = new Object[1];
    row[0] = value;
    RowEncoder encoder = Formats.encoder(new JsonFormat(), row("v", type), OptionValues.empty());
    return new String(encoder.encode(row), UTF_8);
  }

  @Test
  void writesEveryKind() {
    assertThat(encode(DataType.string(), null)).isEqualTo("{\"v\":null}");
    assertThat(encode(DataType.string(), "a\"\\\n\u0001é"))
        .isEqualTo("{\"v\":\"a\\\"\\\\\\n\\u0001é\"}");
    assertThat(encode(DataType.string(), "\ud83d\ude00\ud83d"))
        .isEqualTo("{\"v\":\"\ud83d\ude00\\ud83d\"}");
    assertThat(encode(DataType.of(TypeKind.BIGINT), Long.MIN_VALUE))
        .isEqualTo("{\"v\":-9223372036854775808}");
    assertThat(encode(DataType.decimal(12, 2), new BigDecimal("1000.50")))
        .isEqualTo("{\"v\":1000.50}");
    assertThat(encode(DataType.decimal(38, 20), new BigDecimal("1E-20").setScale(20)))
        .isEqualTo("{\"v\":0.00000000000000000001}");
    assertThat(encode(DataType.of(TypeKind.DOUBLE), 1e-5)).isEqualTo("{\"v\":1.0E-5}");
    assertThat(encode(DataType.of(TypeKind.DOUBLE), 3.0)).isEqualTo("{\"v\":3.0}");
    assertThat(encode(DataType.of(TypeKind.FLOAT), 0.1f)).isEqualTo("{\"v\":0.1}");
    assertThat(encode(DataType.of(TypeKind.DOUBLE), Double.NaN)).isEqualTo("{\"v\":\"NaN\"}");
    assertThat(encode(DataType.timestampLtz(), 1_767_225_600_000L))
        .isEqualTo("{\"v\":\"2026-01-01T00:00:00Z\"}");
    assertThat(encode(DataType.timestampLtz(), -1L))
        .isEqualTo("{\"v\":\"1969-12-31T23:59:59.999Z\"}");
    assertThat(encode(DataType.of(TypeKind.TIMESTAMP), 1_767_225_600_050L))
        .isEqualTo("{\"v\":\"2026-01-01T00:00:00.050\"}");
    assertThat(encode(DataType.of(TypeKind.DATE), 0)).isEqualTo("{\"v\":\"1970-01-01\"}");
    assertThat(encode(DataType.sized(TypeKind.TIME, 3), 36_930_500))
        .isEqualTo("{\"v\":\"10:15:30.500\"}");
    assertThat(encode(DataType.bytes(), new byte[] {1, 2})).isEqualTo("{\"v\":\"AQI=\"}");
    assertThat(encode(DataType.array(DataType.of(TypeKind.INT)), List.of()))
        .isEqualTo("{\"v\":[]}");
    assertThat(encode(DataType.map(DataType.of(TypeKind.INT), DataType.string()), Map.of(1, "a")))
        .isEqualTo("{\"v\":{\"1\":\"a\"}}");
    assertThat(encode(DataType.row(row("x", DataType.string())), new Object[] {"a"}))
        .isEqualTo("{\"v\":{\"x\":\"a\"}}");
  }

  @Test
  void theBytesAreJacksonsAndWeReadThemBack() throws Exception {
    RandomRows random = RandomRows.ofWritten(SeedFor.test("JsonEncoderTest"), true);
    for (int i = 0; i < 300; i++) {
      RowType type = random.rowType(3);
      RowEncoder encoder = Formats.encoder(new JsonFormat(), type, OptionValues.empty());
      RowDecoder decoder = Formats.decoder(new JsonFormat(), type, OptionValues.empty());
      for (int j = 0; j < 10; j++) {
        Object[] row = random.row(type);
        byte[] json = encoder.encode(row);
        String text = new String(json, UTF_8);
        Object expected = expected(DataType.row(type), row);
        assertThat(text).isEqualTo(MAPPER.writeValueAsString(expected));
        assertThat(plain(DataType.row(type), MAPPER.readTree(json))).as(text).isEqualTo(expected);
        Object[] read = decoder.decode(json, 0, json.length);
        assertThat(expected(DataType.row(type), read)).as(text).isEqualTo(expected);
      }
    }
  }

  /** What a JSON value is, without the wrapping: texts, numbers as they are written. */
  private static @Nullable Object plain(DataType type, JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry ->
                  map.put(entry.getKey(), plain(below(type, entry.getKey()), entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(each -> list.add(plain(type.element(), each)));
      return list;
    }
    if (node.isNumber()) {
      switch (type.kind()) {
        case FLOAT:
          return Float.parseFloat(node.asText());
        case DOUBLE:
          return Double.parseDouble(node.asText());
        default:
          return node.decimalValue();
      }
    }
    return node.isNull()
        ? null
        : node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
  }

  private static DataType below(DataType type, String key) {
    return type.kind() == TypeKind.ROW
        ? type.row().field(type.row().indexOf(key)).type()
        : type.element();
  }

  /** The same from the row, with java.time and java.util for what the encoder does by hand. */
  private static @Nullable Object expected(DataType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    switch (type.kind()) {
      case ROW:
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < type.row().size(); i++) {
          object.put(
              type.row().field(i).name(),
              expected(type.row().field(i).type(), ((Object[]) value)[i]));
        }
        return object;
      case ARRAY:
        List<@Nullable Object> list = new ArrayList<>();
        ((List<?>) value).forEach(each -> list.add(expected(type.element(), each)));
        return list;
      case MAP:
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, each) ->
                    map.put(
                        String.valueOf(expected(type.key(), key)), expected(type.element(), each)));
        return map;
      default:
        return expectedScalar(type, value);
    }
  }

  private static Object expectedScalar(DataType type, Object value) {
    switch (type.kind()) {
      case VARBINARY:
        return Base64.getEncoder().encodeToString((byte[]) value);
      case DATE:
        return LocalDate.ofEpochDay((Integer) value).toString();
      case TIME:
        return isoTime(LocalTime.ofNanoOfDay((Integer) value * 1_000_000L));
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        LocalDateTime at =
            Instant.ofEpochMilli((Long) value).atOffset(ZoneOffset.UTC).toLocalDateTime();
        return at.toLocalDate()
            + "T"
            + isoTime(at.toLocalTime())
            + (type.kind() == TypeKind.TIMESTAMP ? "" : "Z");
      case FLOAT:
        return Float.isFinite((Float) value) ? value : value.toString();
      case DOUBLE:
        return Double.isFinite((Double) value) ? value : value.toString();
      case VARCHAR:
      case BOOLEAN:
        return value;
      default:
        return new BigDecimal(value.toString());
    }
  }

  private static String isoTime(LocalTime time) {
    String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    String seconds = text.length() == 5 ? text + ":00" : text;
    int millis = time.get(ChronoField.MILLI_OF_SECOND);
    return millis == 0 ? seconds : String.format("%s.%03d", seconds, millis);
  }
}
