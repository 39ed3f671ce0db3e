// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.Formats.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
  private static final DataType AMOUNT = DataType.decimal(12, 2);

  private static @Nullable Object value(DataType type, String json) throws BadRecordException {
    return decode(row("v", type), "{\"v\": " + json + "}")[0];
  }

  private static final OptionValues STRICT = OptionValues.of(Map.of("strict", true));

  private static Object[] decode(RowType type, String record) throws BadRecordException {
    // Strict, so that what other types a value may come from is seen in JsonValuesTest alone.
    RowDecoder decoder = Formats.decoder(new JsonFormat(), type, STRICT);
    Object[] row = Formats.decode(decoder, record);
    assertThat(row).isNotNull();
    return row;
  }

  private static String reason(DataType type, String json) {
    return reason(row("v", type), "{\"v\": " + json + "}");
  }

  private static String reason(RowType type, String record) {
    try {
      Object[] decoded = decode(type, record);
      throw new AssertionError("read as " + Arrays.deepToString(decoded));
    } catch (BadRecordException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Its characters are made in one place for all texts, which grows and shrinks with them. */
  @Test
  void aTextWithEscapesIsWholeWhateverWasReadBefore() throws BadRecordException {
    for (int first : new int[] {1, 11, 60, 3_000, 200_000}) {
      RowDecoder decoder = Formats.decoder(new JsonFormat(), row("v", DataType.string()), STRICT);
      for (int length : new int[] {first, 12, first, 200_000, 5, 11, 40_000, 3}) {
        String record = "{\"v\": \"" + "\\u00e9".repeat(length) + length + "\"}";
        assertThat(Formats.decode(decoder, record))
            .containsExactly("\u00e9".repeat(length) + length);
      }
    }
  }

  @Test
  void readsEveryKind() throws BadRecordException {
    assertThat(value(DataType.of(TypeKind.BOOLEAN), "true")).isEqualTo(true);
    assertThat(value(DataType.of(TypeKind.TINYINT), "-128")).isEqualTo((byte) -128);
    assertThat(value(DataType.of(TypeKind.SMALLINT), "32767")).isEqualTo((short) 32767);
    assertThat(value(DataType.of(TypeKind.INT), "-7")).isEqualTo(-7);
    assertThat(value(DataType.of(TypeKind.BIGINT), "9223372036854775807"))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(value(DataType.of(TypeKind.FLOAT), "0.1")).isEqualTo(0.1f);
    assertThat(value(DataType.of(TypeKind.DOUBLE), "1e-3")).isEqualTo(0.001);
    assertThat(value(DataType.of(TypeKind.DOUBLE), "\"-Infinity\""))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(value(AMOUNT, "12.5")).isEqualTo(new BigDecimal("12.50"));
    assertThat(value(AMOUNT, "1e3")).isEqualTo(new BigDecimal("1000.00"));
    assertThat(value(AMOUNT, "12.500")).isEqualTo(new BigDecimal("12.50"));
    assertThat(value(DataType.string(), "\"a\\u00e9\\n\ud83d\ude00\""))
        .isEqualTo("aé\n\ud83d\ude00");
    assertThat(value(DataType.bytes(), "\"AQI=\"")).isEqualTo(new byte[] {1, 2});
    assertThat(value(DataType.of(TypeKind.DATE), "\"2026-01-31\""))
        .isEqualTo((int) LocalDate.of(2026, 1, 31).toEpochDay());
    assertThat(value(DataType.sized(TypeKind.TIME, 3), "\"10:15:30.5\"")).isEqualTo(36_930_500);
    assertThat(value(DataType.of(TypeKind.TIMESTAMP), "\"2026-01-01T00:00:00\""))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:10Z,             2026-01-01T00:00:10Z",
    "2026-01-01 00:00:10z,             2026-01-01T00:00:10Z",
    "2026-01-01T00:00:10.1Z,           2026-01-01T00:00:10.100Z",
    "2026-01-01T00:00:10.123000000Z,   2026-01-01T00:00:10.123Z",
    "2026-01-01T02:00:10+02:00,        2026-01-01T00:00:10Z",
    "2025-12-31T18:30:10-0530,         2026-01-01T00:00:10Z",
    "2026-01-01T02:00:10+02,           2026-01-01T00:00:10Z",
    "2026-01-01T00:00Z,                2026-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999Z,         1969-12-31T23:59:59.999Z",
    "2024-02-29T00:00:00Z,             2024-02-29T00:00:00Z",
    "+12026-01-01T00:00:00Z,           +12026-01-01T00:00:00Z",
  })
  void readsInstants(String text, String expected) throws BadRecordException {
    assertThat(value(DataType.timestampLtz(), "\"" + text + "\""))
        .isEqualTo(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00",
        "2026-01-01",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+25:00",
        "yesterday",
        ""
      })
  void refusesWhatIsNoInstant(String text) {
    assertThat(reason(DataType.timestampLtz(), "\"" + text + "\""))
        .isEqualTo("column `v` wants TIMESTAMP_LTZ(3), the record has the text \"" + text + "\"");
  }

  @Test
  void saysWhatAColumnWantsAndWhatTheRecordHas() {
    assertThat(reason(row("amount", AMOUNT), "{\"amount\": \"abc\"}"))
        .isEqualTo("column `amount` wants DECIMAL(12, 2), the record has the text \"abc\"");
    assertThat(reason(AMOUNT, "12.345"))
        .isEqualTo("column `v` wants DECIMAL(12, 2), the record has 12.345");
    assertThat(reason(AMOUNT, "1e999999999"))
        .isEqualTo("column `v` wants DECIMAL(12, 2), the record has 1E+999999999");
    assertThat(reason(AMOUNT, "1e-999999999"))
        .isEqualTo("column `v` wants DECIMAL(12, 2), the record has 1E-999999999");
    assertThat(reason(DataType.of(TypeKind.INT), "3000000000"))
        .isEqualTo("column `v` wants INT, the record has the number 3000000000");
    assertThat(reason(DataType.of(TypeKind.BIGINT), "9223372036854775808"))
        .isEqualTo("column `v` wants BIGINT, the record has the number 9223372036854775808");
    assertThat(reason(DataType.of(TypeKind.BIGINT), "1.5"))
        .isEqualTo("column `v` wants BIGINT, the record has the number 1.5");
    assertThat(reason(DataType.of(TypeKind.BIGINT), "1e999999999"))
        .isEqualTo("column `v` wants BIGINT, the record has the number 1e999999999");
    assertThat(reason(DataType.of(TypeKind.DOUBLE), "1e999"))
        .isEqualTo("column `v` wants DOUBLE, the record has the number 1e999");
    assertThat(reason(DataType.string(), "5"))
        .isEqualTo("column `v` wants STRING, the record has the number 5");
    assertThat(reason(DataType.string(), "[1]"))
        .isEqualTo("column `v` wants STRING, the record has a list");
    assertThat(reason(DataType.sized(TypeKind.VARCHAR, 2), "\"abc\""))
        .isEqualTo("column `v` wants VARCHAR(2), the record has a text of 3 characters, \"abc\"");
    assertThat(reason(DataType.bytes(), "\"*\""))
        .isEqualTo("column `v` wants BYTES, the record has the text \"*\", which is not base64");
    assertThat(reason(DataType.timestampLtz(), "1767225600000"))
        .isEqualTo(
            "column `v` wants TIMESTAMP_LTZ(3), the record has the number 1767225600000 (declare it"
                + " BIGINT and convert it with TO_TIMESTAMP_LTZ)");
    assertThat(reason(DataType.of(TypeKind.BOOLEAN), "\"true\""))
        .isEqualTo("column `v` wants BOOLEAN, the record has the text \"true\"");
  }

  @Test
  void readsNestedValues() throws BadRecordException {
    RowType merchant =
        row("id", DataType.of(TypeKind.BIGINT), "country", DataType.string().notNull());
    RowType type =
        row(
            "merchant", DataType.row(merchant),
            "tags", DataType.array(DataType.string()),
            "prices", DataType.map(DataType.of(TypeKind.INT), AMOUNT));
    Object[] read =
        decode(
            type,
            "{\"merchant\": {\"country\": \"DE\", \"more\": [{}]}, \"tags\": [\"a\", null],"
                + " \"prices\": {\"7\": 1.5}}");
    assertThat((Object[]) read[0]).containsExactly(null, "DE");
    assertThat(read[1]).isEqualTo(Arrays.asList("a", null));
    assertThat(read[2]).isEqualTo(Map.of(7, new BigDecimal("1.50")));

    assertThat(reason(type, "{\"merchant\": {\"id\": 1}}"))
        .isEqualTo(
            "column `merchant.country` is declared NOT NULL but the record has no value for it");
    assertThat(reason(type, "{\"merchant\": {\"id\": \"x\"}}"))
        .isEqualTo("column `merchant.id` wants BIGINT, the record has the text \"x\"");
    assertThat(reason(type, "{\"merchant\": 3}"))
        .isEqualTo(
            "column `merchant` wants ROW<id BIGINT, country STRING NOT NULL>, the record has the"
                + " number 3");
    assertThat(reason(type, "{\"tags\": [\"a\", 1]}"))
        .isEqualTo("column `tags[*]` wants STRING, the record has the number 1");
    assertThat(reason(type, "{\"prices\": {\"a\": 1}}"))
        .isEqualTo("column `prices[*]` wants INT, the record has the text \"a\"");
  }

  @Test
  void makesOnlyTheProducedColumnsAndLeavesSlotsForMetadata() throws BadRecordException {
    RowType declared =
        row("a", DataType.of(TypeKind.INT), "b", DataType.string(), "c", DataType.string());
    RowType produced =
        row("c", DataType.string(), "partition", DataType.string(), "b", DataType.string());
    RowDecoder decoder =
        Formats.decoder(
            new JsonFormat(),
            DecoderContext.of(declared, produced, List.of(2, -1, 1), OptionValues.empty()));
    assertThat(
            Formats.decode(
                decoder, "{\"partition\": \"x\", \"a\": \"no number\", \"b\": \"1\", \"c\": null}"))
        .containsExactly(null, null, "1");
  }

  @Test
  void theLastOfTwoEqualKeysHolds() throws BadRecordException {
    assertThat(decode(row("a", DataType.of(TypeKind.INT)), "{\"a\": 1, \"a\": 2}"))
        .containsExactly(2);
    assertThat(decode(row("a", DataType.of(TypeKind.INT)), "{\"a\": 1, \"a\": null}"))
        .containsExactly((Object) null);
  }

  @Test
  void aBlankLineIsNoRecord() throws BadRecordException {
    RowDecoder decoder =
        Formats.decoder(new JsonFormat(), row("a", DataType.string()), OptionValues.empty());
    assertThat(Formats.decode(decoder, " \t")).isNull();
    assertThat(Formats.decode(decoder, "")).isNull();
  }

  @Test
  void saysWhatIsNoJsonObject() {
    RowType type = row("a", DataType.string());
    assertThat(reason(type, "[1]")).isEqualTo("the record wants to be a JSON object but is a list");
    assertThat(reason(type, "null")).isEqualTo("the record wants to be a JSON object but is null");
    assertThat(reason(type, "{\"b\": 1"))
        .isEqualTo("the record is not JSON: it ends too early, \"{\"b\": 1\"");
    assertThat(reason(type, "{\"b\": nope}"))
        .isEqualTo("the record is not JSON near byte 8: \"{\"b\": nope}\"");
    assertThat(reason(type, "{\"a\": \"x\"} {}"))
        .isEqualTo("the record goes on after the end of its JSON object");
    assertThat(reason(type, "{\"a\": \"x\"} x"))
        .startsWith("the record is not JSON near byte 12: ");
    assertThat(reason(type, "{\"b\": " + "[".repeat(2000) + "]".repeat(2000) + "}"))
        .startsWith("the record is beyond the limits of JSON records: 1000 levels");
  }

  @Test
  void bytesThatAreNoUtf8AreABadRecord() {
    RowDecoder decoder =
        Formats.decoder(new JsonFormat(), row("a", DataType.string()), OptionValues.empty());
    byte[] latin = {'{', '"', 'a', '"', ':', '"', (byte) 0xE9, '"', '}'};
    assertThatThrownBy(() -> decoder.decode(latin, 0, latin.length))
        .isInstanceOf(BadRecordException.class)
        .hasMessageStartingWith("the record is not JSON");
  }
}
