// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a value of another JSON type than the column's: it is kept or refused. */
class JsonValuesTest {
  private static final DataType STRING = DataType.string();
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final DataType DOUBLE = DataType.of(TypeKind.DOUBLE);
  private static final DataType BOOLEAN = DataType.of(TypeKind.BOOLEAN);
  private static final OptionValues STRICT = OptionValues.of(Map.of("strict", true));

  private static @Nullable Object read(DataType type, String json, OptionValues options)
      throws BadRecordException {
    RowDecoder decoder = Formats.decoder(new JsonFormat(), row("v", type), options);
    Object[] row = Formats.decode(decoder, "{\"v\": " + json + "}");
    assertThat(row).hasSize(1);
    return row[0];
  }

  private static @Nullable Object read(DataType type, String json) throws BadRecordException {
    return read(type, json, OptionValues.empty());
  }

  private static void assertRefused(DataType type, String json) {
    assertRefused(type, json, OptionValues.empty());
  }

  private static void assertRefused(DataType type, String json, OptionValues options) {
    assertThatThrownBy(() -> read(type, json, options))
        .as("%s as %s", json, type)
        .isInstanceOf(BadRecordException.class)
        .hasMessageMatching("(?s)column `v.*` wants .+, the record has .+|the record is .+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "1.50",
        "1e3",
        "1E+05",
        "-12.000",
        "0.1e-7",
        "true",
        "false",
        "123456789012345678901234567890",
        "3.141592653589793238462643",
        "1e300000000"
      })
  void textTakesNumbersAndBooleansByTheirCharacters(String json) throws BadRecordException {
    assertThat(read(STRING, json)).isEqualTo(json);
    assertRefused(STRING, json, STRICT);
  }

  @Test
  void textTakesObjectsAndListsWithoutWhiteSpace() throws BadRecordException {
    assertThat(read(STRING, " { \"a\" : [ 1.50 , 1e3, \"x y\" , null , { } ] ,\t\"b\": true } "))
        .isEqualTo("{\"a\":[1.50,1e3,\"x y\",null,{}],\"b\":true}");
    assertThat(read(STRING, "[ ]")).isEqualTo("[]");
    assertThat(read(STRING, "[[[1], []], {\"k\": {\"k\": 1}, \"k\": 2}]"))
        .isEqualTo("[[[1],[]],{\"k\":{\"k\":1},\"k\":2}]");
    assertThat(read(STRING, "[\"\\u00e9\\/\\\"\\n\\ud83d\\ude00\\ud800\"]"))
        .isEqualTo("[\"é/\\\"\\n\ud83d\ude00\\ud800\"]");
    assertThat(read(STRING, "null")).isNull();
    assertRefused(STRING, "{}", STRICT);
    assertRefused(STRING, "[1]", STRICT);
    String deep = "[".repeat(900) + "]".repeat(900);
    assertThat(read(STRING, deep)).isEqualTo(deep);
    assertRefused(STRING, "[".repeat(1100) + "]".repeat(1100));
  }

  @Test
  void lengthsHoldForOtherValuesToo() throws BadRecordException {
    assertThat(read(DataType.sized(TypeKind.VARCHAR, 4), "true")).isEqualTo("true");
    assertRefused(DataType.sized(TypeKind.VARCHAR, 4), "false");
    assertRefused(DataType.sized(TypeKind.CHAR, 4), "1.5");
  }

  @Test
  void elementsValuesAndFieldsFollowTheSameRules() throws BadRecordException {
    assertThat(read(DataType.array(STRING), "[1.50, [2], null]"))
        .isEqualTo(Arrays.asList("1.50", "[2]", null));
    assertThat(read(DataType.map(BIGINT, STRING), "{\"1\": {\"a\": 1}, \"2.0\": 3}"))
        .isEqualTo(Map.of(1L, "{\"a\":1}", 2L, "3"));
    Object nested = read(DataType.row(row("a", BIGINT, "b", STRING)), "{\"b\": [], \"a\": \"7\"}");
    assertThat(nested).isEqualTo(new Object[] {7L, "[]"});
    assertRefused(DataType.array(BIGINT), "[\"seven\"]");
    assertRefused(DataType.array(STRING), "\"[1]\"");
    assertRefused(DataType.row(row("a", BIGINT)), "\"{}\"");
    assertRefused(DataType.map(STRING, BIGINT), "[]");
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-7, -7",
    "+7, 7",
    "007, 7",
    "1.0, 1",
    "1e3, 1000",
    "25E-1e, ",
    "-1.50e1, -15",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, ",
    "-9223372036854775808.000, -9223372036854775808",
    "1.5, ",
    "1e-1, ",
    "1e300000000, ",
    "1e-300000000, ",
    "0e300000000, 0",
    "1e99999999999, ",
    "' 7', ",
    "'7 ', ",
    "'', ",
    "0x7, ",
    "7L, ",
    "seven, ",
    "-, ",
    "1_000, ",
    "'1,000', ",
    "٣, ",
    "NaN, ",
    "true, ",
    "., ",
    "1e, "
  })
  void integersAreReadFromTextsThatAreExactlyWholeNumbers(String text, @Nullable Long expected)
      throws BadRecordException {
    String json = "\"" + text + "\"";
    if (expected == null) {
      assertRefused(BIGINT, json);
    } else {
      assertThat(read(BIGINT, json)).isEqualTo(expected);
    }
    assertRefused(BIGINT, json, STRICT);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1e3, 1000",
    "-1.50e1, -15",
    "1.5, ",
    "1e300000000, ",
    "1e-300000000, ",
    "0e5, 0",
    "12345678901234567890, ",
    "1e18, 1000000000000000000",
    "1e19, "
  })
  void integersAreReadFromNumbersThatAreWhole(String json, @Nullable Long expected)
      throws BadRecordException {
    for (OptionValues options : List.of(OptionValues.empty(), STRICT)) {
      if (expected == null) {
        assertRefused(BIGINT, json, options);
      } else {
        assertThat(read(BIGINT, json, options)).isEqualTo(expected);
      }
    }
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() throws BadRecordException {
    assertRefused(DataType.of(TypeKind.TINYINT), "\"128\"");
    assertRefused(DataType.of(TypeKind.TINYINT), "128");
    assertRefused(DataType.of(TypeKind.SMALLINT), "\"-32769\"");
    assertRefused(DataType.of(TypeKind.INT), "\"2147483648.0\"");
    assertThat(read(DataType.of(TypeKind.INT), "\"2147483647\"")).isEqualTo(2147483647);
  }

  @Test
  void fractionsAreReadFromTextsAndNumbers() throws BadRecordException {
    assertThat(read(DOUBLE, "\"1.5e-3\"")).isEqualTo(0.0015);
    assertThat(read(DOUBLE, "\"NaN\"")).isEqualTo(Double.NaN);
    assertThat(read(DOUBLE, "\"Infinity\"", STRICT)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(read(DataType.of(TypeKind.FLOAT), "\"0.1\"")).isEqualTo(0.1f);
    assertThat(read(DOUBLE, "\"-0.0\"")).isEqualTo(-0.0);
    assertThat(read(DOUBLE, "0e-999")).isEqualTo(0.0);
    // What is too small or too large is not made 0 or infinite.
    for (String number : List.of("1e-999", "1e999", "-1e300000000", "0.0000001e-400")) {
      for (TypeKind kind : List.of(TypeKind.DOUBLE, TypeKind.FLOAT)) {
        assertRefused(DataType.of(kind), number);
        assertRefused(DataType.of(kind), "\"" + number + "\"");
      }
    }
    assertRefused(DataType.of(TypeKind.FLOAT), "1e-60");
    for (String text : List.of("1.5f", "0x1p3", " 1", "1,5", "", "true", "--1", "1e5e5")) {
      assertRefused(DOUBLE, "\"" + text + "\"");
    }
    assertRefused(DOUBLE, "true");
    assertRefused(DOUBLE, "[1]");
  }

  @Test
  void decimalsKeepTheirDigitsOrAreRefused() throws BadRecordException {
    DataType amount = DataType.decimal(10, 2);
    assertThat(read(amount, "\"12.5\"")).isEqualTo(new BigDecimal("12.50"));
    assertThat(read(amount, "\"12.5000\"")).isEqualTo(new BigDecimal("12.50"));
    assertThat(read(amount, "\"1e3\"")).isEqualTo(new BigDecimal("1000.00"));
    for (String number :
        List.of("12.345", "100000000", "1e300000000", "1e-300000000", "1e99999999999")) {
      assertRefused(amount, number);
      assertRefused(amount, "\"" + number + "\"");
    }
    assertRefused(amount, "\"" + "1".repeat(20_000) + "\"");
    assertRefused(amount, "\"١٢\"");
    assertRefused(amount, "false");
  }

  @Test
  void booleansAreReadFromTheirNamesAlone() throws BadRecordException {
    for (String text : List.of("true", "TRUE", "True")) {
      assertThat(read(BOOLEAN, "\"" + text + "\"")).isEqualTo(true);
    }
    assertThat(read(BOOLEAN, "\"fAlse\"")).isEqualTo(false);
    for (String json : List.of("\"yes\"", "\"1\"", "\"\"", "\" true\"", "1", "0", "{}", "\"f\"")) {
      assertRefused(BOOLEAN, json);
    }
    assertRefused(BOOLEAN, "\"true\"", STRICT);
  }

  @Test
  void timesLoseNoDigitsUnlessTheSpecSaysSo() throws BadRecordException {
    OptionValues truncate = OptionValues.of(Map.of("truncateTimes", true));
    DataType time = DataType.timestampLtz();
    String micros = "\"2026-01-01T00:00:00.123456Z\"";
    long millis = Instant.parse("2026-01-01T00:00:00.123Z").toEpochMilli();
    assertRefused(time, micros);
    assertRefused(time, micros, STRICT);
    assertThat(read(time, micros, truncate)).isEqualTo(millis);
    assertThat(read(time, "\"2026-01-01T02:00:00.123000+02:00\"")).isEqualTo(millis);
    assertRefused(time, "\"2026-01-01T02:00:00.123000001+02:00\"");
    assertRefused(time, "\"+12026-01-01T02:00:00.1230001Z\"");
    DataType seconds = DataType.sized(TypeKind.TIMESTAMP, 0);
    assertRefused(seconds, "\"2026-01-01T00:00:00.5\"");
    assertThat(read(seconds, "\"2026-01-01T00:00:00.5\"", truncate))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    assertThat(read(seconds, "\"2026-01-01T00:00:00.000\""))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    assertRefused(DataType.sized(TypeKind.TIME, 3), "\"10:00:00.0009\"");
    assertRefused(DataType.map(time, STRING), "{" + micros + ": 1}");
    assertRefused(time, "1767225600000");
  }

  @Test
  void bytesAreTextsInBase64() {
    assertRefused(DataType.bytes(), "12");
    assertRefused(DataType.bytes(), "[1]");
    assertRefused(DataType.bytes(), "\"AQ I=\"");
  }

  @Test
  void longNumbersAndTextsAreBounded() throws BadRecordException {
    String digits = "1".repeat(1000);
    assertThat(read(STRING, digits)).isEqualTo(digits);
    assertRefused(BIGINT, "1".repeat(5000));
    assertRefused(DataType.decimal(38, 0), "1".repeat(5000));
    assertRefused(DOUBLE, "1".repeat(5000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0AF",
        "C080",
        "E080AF",
        "F08080AF",
        "EDA080",
        "EDB080",
        "F4908080",
        "F8888080",
        "80",
        "BF",
        "C3",
        "E282",
        "F09F98",
        "FF",
        "FE",
        "C328",
        "E28228"
      })
  void whatIsNotUtf8IsABadRecordWhereverItStands(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    RowDecoder decoder = Formats.decoder(new JsonFormat(), row("v", STRING), OptionValues.empty());
    for (String around :
        List.of("{\"v\": \"#\"}", "{\"unknown\": \"long enough #\"}", "{\"#\": 1}")) {
      byte[] head = around.substring(0, around.indexOf('#')).getBytes(UTF_8);
      byte[] tail = around.substring(around.indexOf('#') + 1).getBytes(UTF_8);
      byte[] record = Arrays.copyOf(head, head.length + bytes.length + tail.length);
      System.arraycopy(bytes, 0, record, head.length, bytes.length);
      System.arraycopy(tail, 0, record, head.length + bytes.length, tail.length);
      assertThatThrownBy(() -> decoder.decode(record, 0, record.length))
          .isInstanceOf(BadRecordException.class)
          .hasMessage(
              "the record is not JSON: its bytes are not UTF-8 text, from byte %s on",
              head.length + 1);
    }
  }

  @Test
  void otherEncodingsOfUnicodeAreNotGuessed() {
    RowDecoder decoder = Formats.decoder(new JsonFormat(), row("v", STRING), OptionValues.empty());
    for (String encoding : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")) {
      byte[] record = "{\"v\": \"a\"}".getBytes(java.nio.charset.Charset.forName(encoding));
      assertThatThrownBy(() -> decoder.decode(record, 0, record.length))
          .as(encoding)
          .isInstanceOf(BadRecordException.class)
          .hasMessageStartingWith("the record is not JSON: its bytes are not UTF-8 text");
    }
  }

  @Test
  void unpairedSurrogatesAreKept() throws BadRecordException {
    assertThat(read(STRING, "\"a\\ud800\"")).isEqualTo("a\ud800");
    byte[] written =
        Formats.encoder(new JsonFormat(), row("v", STRING), OptionValues.empty())
            .encode(new Object[] {"a\ud800"});
    assertThat(new String(written, UTF_8)).isEqualTo("{\"v\":\"a\\ud800\"}");
  }
}
