// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvTest {
  private static final RowType TYPE =
      row(
          "id", DataType.of(TypeKind.INT),
          "name", DataType.string(),
          "price", DataType.decimal(10, 2));

  private static RowDecoder decoder(Map<String, ?> options) {
    return Formats.decoder(new CsvFormat(), TYPE, OptionValues.of(options));
  }

  private static Object[] decode(RowDecoder decoder, String record) throws BadRecordException {
    Object[] row = Formats.decode(decoder, record);
    assertThat(row).isNotNull();
    return row;
  }

  private static String reason(RowDecoder decoder, String record) {
    try {
      throw new AssertionError("read as " + Arrays.toString(Formats.decode(decoder, record)));
    } catch (BadRecordException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void readsFieldsInTheOrderOfTheColumns() throws BadRecordException {
    RowDecoder decoder = decoder(Map.of());
    assertThat(decode(decoder, "1,a,2.5")).containsExactly(1, "a", new BigDecimal("2.50"));
    assertThat(decode(decoder, " 1 , a , 2.5 ")).containsExactly(1, " a ", new BigDecimal("2.50"));
    assertThat(decode(decoder, ",,")).containsExactly(null, null, null);
    assertThat(decode(decoder, "1,\"\",3")).containsExactly(1, "", new BigDecimal("3.00"));
    assertThat(decode(decoder, "1,\"a,\"\"b\"\"\nc\",3"))
        .containsExactly(1, "a,\"b\"\nc", new BigDecimal("3.00"));
    assertThat(Formats.decode(decoder, "")).isNull();
  }

  @Test
  void followsItsOptions() throws BadRecordException {
    RowDecoder decoder = decoder(Map.of("delimiter", ";", "quote", "'", "nullValue", "\\N"));
    assertThat(decode(decoder, "1;'a;''';2")).containsExactly(1, "a;'", new BigDecimal("2.00"));
    assertThat(decode(decoder, "1;;\\N")).containsExactly(1, "", null);
    assertThat(decode(decoder, "1;'\\N';2")).containsExactly(1, "\\N", new BigDecimal("2.00"));
  }

  @Test
  void aHeaderNamesTheColumnsOfEachFile() throws BadRecordException {
    RowDecoder decoder = decoder(Map.of("header", true));
    decoder.startOfFile();
    assertThat(Formats.decode(decoder, "price,more,name,id")).isNull();
    assertThat(decode(decoder, "2.5,x,a,1")).containsExactly(1, "a", new BigDecimal("2.50"));
    assertThat(reason(decoder, "2.5,a,1")).isEqualTo("the record has 3 fields, the header has 4");
    decoder.startOfFile();
    assertThat(Formats.decode(decoder, "id,name,price")).isNull();
    assertThat(decode(decoder, "1,a,2.5")).containsExactly(1, "a", new BigDecimal("2.50"));
  }

  @Test
  void everyRecordBelowAHeaderThatLacksAColumnIsBad() {
    RowDecoder decoder = decoder(Map.of("header", true));
    decoder.startOfFile();
    String problem = "the file's header has no column `price`: id, name, prize";
    assertThat(reason(decoder, "id,name,prize")).isEqualTo(problem);
    assertThat(reason(decoder, "1,a,2")).isEqualTo(problem);
    decoder.startOfFile();
    assertThat(reason(decoder, "id,id,name,price"))
        .isEqualTo("the file's header has two columns `id`: id, id, name, price");
  }

  @Test
  void saysWhyARecordIsBad() {
    RowDecoder decoder = decoder(Map.of());
    assertThat(reason(decoder, "1,a")).isEqualTo("the record has 2 fields, the type has 3");
    assertThat(reason(decoder, "1")).isEqualTo("the record has 1 field, the type has 3");
    assertThat(reason(decoder, "x,a,2"))
        .isEqualTo("column `id` wants INT, the record has the text \"x\"");
    assertThat(reason(decoder, "3000000000,a,2"))
        .isEqualTo("column `id` wants INT, the record has the text \"3000000000\"");
    assertThat(reason(decoder, "1,a,1.234"))
        .isEqualTo("column `price` wants DECIMAL(10, 2), the record has 1.234");
    assertThat(reason(decoder, "1,a\"b,2"))
        .isEqualTo("field 2 has a quote inside but does not begin with one");
    assertThat(reason(decoder, "1,\"a\"b,2")).isEqualTo("field 2 goes on behind its closing quote");
    assertThat(reason(decoder, "1,\"a,2")).isEqualTo("the quotes of field 2 are not closed");
  }

  @Test
  void readsOnlyProducedColumns() throws BadRecordException {
    RowType produced = row("name", DataType.string(), "file", DataType.string());
    RowDecoder decoder =
        Formats.decoder(
            new CsvFormat(),
            DecoderContext.of(TYPE, produced, List.of(1, -1), OptionValues.empty()));
    assertThat(decode(decoder, "no number,a,")).containsExactly("a", null);
  }

  @Test
  void aBlankLineIsARecordWhereItsOneFieldMayBeNothing() throws BadRecordException {
    DataType text = DataType.string();
    DataType number = DataType.of(TypeKind.INT);
    assertThat(blank(Map.of(), row("s", text))).containsExactly((Object) null);
    assertThat(blank(Map.of(), row("n", number))).containsExactly((Object) null);
    assertThat(blank(Map.of("nullValue", "-"), row("s", text))).containsExactly("");
    assertThat(blank(Map.of("nullValue", "-"), row("n", number))).isNull();
    assertThat(blank(Map.of(), row("s", text.notNull()))).isNull();
    assertThat(blank(Map.of(), row("s", text, "t", text))).isNull();
    RowEncoder encoder =
        Formats.encoder(new CsvFormat(), row("s", text), OptionValues.of(Map.of()));
    assertThat(encoder.encode(new Object[] {null})).isEmpty();
    assertThat(encoder.encode(new Object[] {""})).asString(UTF_8).isEqualTo("\"\"");
  }

  private static Object @Nullable [] blank(Map<String, ?> options, RowType type)
      throws BadRecordException {
    return Formats.decode(Formats.decoder(new CsvFormat(), type, OptionValues.of(options)), "");
  }

  @Test
  void aBlankLineBesideAHeaderFollowsIt() throws BadRecordException {
    RowDecoder decoder =
        Formats.decoder(
            new CsvFormat(), row("s", DataType.string()), OptionValues.of(Map.of("header", true)));
    decoder.startOfFile();
    assertThat(Formats.decode(decoder, "")).isNull();
    assertThat(Formats.decode(decoder, "s")).isNull();
    assertThat(Formats.decode(decoder, "")).containsExactly((Object) null);
    decoder.startOfFile();
    assertThat(Formats.decode(decoder, "s,t")).isNull();
    assertThat(Formats.decode(decoder, "")).isNull();
  }

  @Test
  void wholeNumbersMayBeWrittenWithAFraction() throws BadRecordException {
    assertThat(decode(decoder(Map.of()), "1.0,a,2")[0]).isEqualTo(1);
    assertThat(decode(decoder(Map.of()), "1e3,a,2")[0]).isEqualTo(1000);
    assertThat(reason(decoder(Map.of()), "1.5,a,2"))
        .isEqualTo("column `id` wants INT, the record has the text \"1.5\"");
  }

  @Test
  void timesKeepTheirDigitsUnlessTheSpecSaysSo() throws BadRecordException {
    RowType type = row("at", DataType.timestampLtz(), "n", DataType.of(TypeKind.INT));
    String record = "2026-01-01T00:00:00.0009Z,1";
    RowDecoder refusing = Formats.decoder(new CsvFormat(), type, OptionValues.empty());
    assertThat(reason(refusing, record))
        .isEqualTo(
            "column `at` wants TIMESTAMP_LTZ(3), the record has the text"
                + " \"2026-01-01T00:00:00.0009Z\", with more digits of a second"
                + " (`truncateTimes: true` cuts them)");
    RowDecoder cutting =
        Formats.decoder(new CsvFormat(), type, OptionValues.of(Map.of("truncateTimes", true)));
    assertThat(decode(cutting, record))
        .containsExactly(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(), 1);
  }

  @Test
  void syntaxThatCannotBeReadBackIsRefused() {
    CsvFormat csv = new CsvFormat();
    assertThat(csv.check(OptionValues.of(Map.of("delimiter", "\"")))).hasSize(1);
    assertThat(csv.check(OptionValues.of(Map.of("nullValue", "n,a")))).hasSize(1);
    assertThat(csv.check(OptionValues.of(Map.of("nullValue", "\"")))).hasSize(1);
    assertThat(csv.check(OptionValues.of(Map.of("nullValue", "n,a", "delimiter", ";")))).isEmpty();
    assertThat(csv.check(OptionValues.empty())).isEmpty();
  }

  @Test
  void readsBackWhatItWrites() throws BadRecordException {
    long seed = SeedFor.test("CsvTest");
    RandomRows random = RandomRows.ofWritten(seed, false);
    Random syntaxes = new Random(seed);
    String characters = ",;\t|0-.: aN'\"\\~";
    List<String> nullValues = List.of("", "\\N", "null", "NaN", "-", " ", " NA ", "é", "0", "true");
    for (int i = 0; i < 1000; i++) {
      OptionValues syntax =
          OptionValues.of(
              Map.of(
                  "delimiter",
                  "" + characters.charAt(syntaxes.nextInt(characters.length())),
                  "quote",
                  "" + characters.charAt(syntaxes.nextInt(characters.length())),
                  "nullValue",
                  nullValues.get(syntaxes.nextInt(nullValues.size())),
                  "header",
                  syntaxes.nextBoolean()));
      if (!new CsvFormat().check(syntax).isEmpty()) {
        continue;
      }
      RowType type = random.rowType(0, 1 + syntaxes.nextInt(4));
      RowEncoder encoder = Formats.encoder(new CsvFormat(), type, syntax);
      RowDecoder decoder = Formats.decoder(new CsvFormat(), type, syntax);
      decoder.startOfFile();
      byte[] header = encoder.fileHeader();
      if (Boolean.TRUE.equals(syntax.asMap().get("header"))) {
        assertThat(decoder.decode(header, 0, header.length)).isNull();
      }
      for (int j = 0; j < 10; j++) {
        Object[] row = random.row(type);
        byte[] record = encoder.encode(row);
        Object[] read = decoder.decode(record, 0, record.length);
        assertThat(Arrays.deepEquals(read, row))
            .as("%s with %s as %s", type, syntax, new String(record, UTF_8))
            .isTrue();
        assertThat(record.length > 2 && record[0] == (byte) 0xEF && record[1] == (byte) 0xBB)
            .as("begins like a byte order mark")
            .isFalse();
      }
    }
  }
}
