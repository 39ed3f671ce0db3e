// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.packed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.drey.format.BadRecordException;
import dev.drey.format.Format;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.json.DebeziumFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.format.raw.RawFormat;
import dev.drey.row.RowChange;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Records that are packed each by itself, beside what the forms' own specifications say. */
class PackedRecordsTest {
  private static final RowType LINE = Formats.row("line", DataType.string());

  private final Random random = new Random(SeedFor.test("PackedRecordsTest"));

  private static RowDecoder lines(String compression, long most) {
    return Formats.decoder(
        new RawFormat(),
        LINE,
        OptionValues.of(Map.of("compression", compression, "maxUnpacked", most)));
  }

  private static byte[] encoded(String compression, String line) {
    return Formats.encoder(
            new RawFormat(), LINE, OptionValues.of(Map.of("compression", compression)))
        .encode(new Object[] {line});
  }

  private static Object[] decoded(RowDecoder decoder, byte[] record) throws BadRecordException {
    byte[] longer = new byte[record.length + 5];
    System.arraycopy(record, 0, longer, 2, record.length);
    Object[] row = decoder.decode(longer, 2, record.length);
    assertThat(row).isNotNull();
    return row == null ? new Object[0] : row;
  }

  private static byte[] hex(String bytes) {
    byte[] result = new byte[bytes.length() / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) Integer.parseInt(bytes.substring(2 * i, 2 * i + 2), 16);
    }
    return result;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void readsWhatTheSpecificationsWrite() throws Exception {
    // RFC 8878: a frame of known size 3 with one raw block that is the last.
    assertThat(decoded(lines("zstd", 3), hex("28b52ffd2003190000616263"))).containsExactly("abc");
    // The same without its size, and behind it a frame to be skipped and another.
    assertThat(
            decoded(
                lines("zstd", 6),
                hex(
                    "28b52ffd000019000061626"
                        + "3"
                        + "502a4d1801000000ff"
                        + "28b52ffd2003190000646566")))
        .containsExactly("abcdef");
    // Snappy's format description: the length, a literal of 1, a copy of 5 bytes from 1 back.
    assertThat(decoded(lines("snappy", 6), hex("0600610501"))).containsExactly("aaaaaa");
    assertThat(decoded(lines("gzip", 3), gzip("abc".getBytes(UTF_8)))).containsExactly("abc");
    byte[] first = gzip("ab".getBytes(UTF_8));
    byte[] two = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(first, 0, two, first.length, first.length);
    assertThat(decoded(lines("gzip", 4), two)).containsExactly("abab");
  }

  @Test
  void othersReadWhatIsWritten() throws Exception {
    String text = "a".repeat(1000) + "é";
    assertThat(new GZIPInputStream(new ByteArrayInputStream(encoded("gzip", text))).readAllBytes())
        .isEqualTo(text.getBytes(UTF_8));
    assertThat(encoded("zstd", text)).startsWith(hex("28b52ffd")).hasSizeLessThan(100);
    // Snappy's length in front: 1002 as a varint.
    assertThat(encoded("snappy", text)).startsWith(hex("ea07")).hasSizeLessThan(200);
    for (String each : List.of("none", "gzip", "zstd", "snappy")) {
      assertThat(decoded(lines(each, 2000), encoded(each, text))).containsExactly(text);
      assertThat(decoded(lines(each, 0), encoded(each, ""))).containsExactly("");
    }
  }

  @Test
  void whatIsTooLargeIsNotUnpacked() throws Exception {
    byte[] zeros = new byte[40 << 20];
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(streamed)) {
      out.write(zeros);
    }
    List<byte[]> bombs =
        List.of(
            gzip(zeros),
            streamed.toByteArray(),
            // A frame that says that it has 2^60 bytes, and a length of 4 GB in Snappy's words.
            hex("28b52ffde00000000000000010" + "030000"),
            hex("ffffffff0f0061"));
    List<String> packings = List.of("gzip", "zstd", "zstd", "snappy");
    for (int i = 0; i < bombs.size(); i++) {
      byte[] bomb = bombs.get(i);
      assertThat(bomb.length).isLessThan(50_000);
      RowDecoder decoder = lines(packings.get(i), 1 << 20);
      assertThatThrownBy(() -> decoded(decoder, bomb)).isInstanceOf(BadRecordException.class);
    }
    for (String each : List.of("gzip", "zstd", "snappy")) {
      byte[] record = encoded(each, "x".repeat(1001));
      assertThatThrownBy(() -> decoded(lines(each, 1000), record))
          .isInstanceOf(BadRecordException.class)
          .hasMessage(
              "the record has more than 1000 bytes once unpacked, the most that the format lets"
                  + " it have");
      assertThat(decoded(lines(each, 1001), record)).containsExactly("x".repeat(1001));
    }
  }

  @Test
  void damageIsABadRecordAndNoFailure() throws Exception {
    assertThatThrownBy(() -> decoded(lines("gzip", 99), "{\"a\": 1}".getBytes(UTF_8)))
        .isInstanceOf(BadRecordException.class)
        .hasMessageStartingWith("the record is not packed with gzip, or is damaged: ");
    for (String each : List.of("gzip", "zstd", "snappy")) {
      byte[] noise = new byte[200];
      random.nextBytes(noise);
      String line = Base64.getEncoder().encodeToString(noise);
      byte[] record = encoded(each, line);
      assertThatThrownBy(() -> decoded(lines(each, 1000), new byte[0]))
          .isInstanceOf(BadRecordException.class);
      int bad = 0;
      for (int i = 0; i < 400; i++) {
        byte[] damaged = Arrays.copyOf(record, 1 + random.nextInt(record.length));
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          decoded(lines(each, 1000), damaged);
        } catch (BadRecordException e) {
          bad++;
        }
      }
      assertThat(bad).as(each).isGreaterThan(300);
    }
  }

  @Test
  void severalRowsAndDeletesGoThrough() throws Exception {
    RowType type = Formats.row("id", DataType.of(TypeKind.BIGINT));
    RowDecoder lists =
        Formats.decoder(
            new JsonFormat(), type, OptionValues.of(Map.of("compression", "gzip", "lists", true)));
    List<Object[]> rows = new ArrayList<>();
    byte[] record = gzip("[{\"id\": 1}, {\"id\": 2}]".getBytes(UTF_8));
    assertThat(lists.hasSeveralRows()).isTrue();
    lists.decodeAll(record, 0, record.length, rows::add);
    assertThat(rows).containsExactly(new Object[] {1L}, new Object[] {2L});

    Format debezium = new DebeziumFormat();
    OptionValues options = OptionValues.of(Map.of("compression", "snappy"));
    RowEncoder encoder = Formats.encoder(debezium, type, options);
    assertThat(encoder.marksChanges()).isTrue();
    byte[] delete = encoder.encode(new Object[] {7L, RowChange.DELETE});
    RowDecoder decoder = Formats.decoder(debezium, type, options);
    assertThat(decoder.marksChanges()).isTrue();
    rows.clear();
    decoder.decodeAll(delete, 0, delete.length, rows::add);
    assertThat(rows).containsExactly(new Object[] {7L, RowChange.DELETE});
    assertThat(debezium.recordsAlone(options)).isTrue();
    assertThat(debezium.recordsAlone(OptionValues.empty())).isFalse();
  }
}
