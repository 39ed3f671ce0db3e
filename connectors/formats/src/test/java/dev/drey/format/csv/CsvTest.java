package dev.drey.format.csv;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.Formats;
import dev.drey.format.RandomRows;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.SeedFor;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void readsBackWhatItWrites() throws BadRecordException {
    RandomRows random = new RandomRows(SeedFor.test("CsvTest"), false);
    List<OptionValues> syntaxes =
        List.of(
            OptionValues.empty(),
            OptionValues.of(Map.of("delimiter", ";", "quote", "'")),
            OptionValues.of(Map.of("delimiter", "0", "nullValue", "NaN")),
            OptionValues.of(Map.of("delimiter", "\t", "nullValue", "null", "header", true)));
    for (int i = 0; i < 400; i++) {
      RowType type = random.rowType(0);
      OptionValues syntax = syntaxes.get(i % syntaxes.size());
      RowEncoder encoder = Formats.encoder(new CsvFormat(), type, syntax);
      RowDecoder decoder = Formats.decoder(new CsvFormat(), type, syntax);
      decoder.startOfFile();
      byte[] header = encoder.fileHeader();
      assertThat(decoder.decode(header, 0, header.length)).isNull();
      for (int j = 0; j < 10; j++) {
        Object[] row = random.row(type);
        byte[] record = encoder.encode(row);
        Object[] read = decoder.decode(record, 0, record.length);
        assertThat(Arrays.deepEquals(read, row))
            .as("%s as %s", type, new String(record, UTF_8))
            .isTrue();
      }
    }
  }
}
