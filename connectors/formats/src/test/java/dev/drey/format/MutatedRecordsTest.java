// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.format.raw.RawFormat;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.RandomRows;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, a decoder gives a row, nothing or a bad record; never another exception. */
class MutatedRecordsTest {
  private final long seed = SeedFor.test("MutatedRecordsTest");
  private final Random random = new Random(seed);

  @Test
  void json() {
    mutate(new JsonFormat(), true);
  }

  @Test
  void csv() {
    mutate(new CsvFormat(), false);
  }

  @Test
  void raw() throws BadRecordException {
    RowType type = Formats.row("line", DataType.string());
    RowDecoder decoder = Formats.decoder(new RawFormat(), type, OptionValues.empty());
    RowEncoder encoder = Formats.encoder(new RawFormat(), type, OptionValues.empty());
    assertThat(Formats.decode(decoder, "")).containsExactly("");
    assertThat(Formats.decode(decoder, " é,\"")).containsExactly(" é,\"");
    assertThat(encoder.encode(new Object[] {"é"})).isEqualTo("é".getBytes(UTF_8));
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(8)];
      random.nextBytes(bytes);
      check(decoder, bytes);
    }
  }

  private void mutate(Format format, boolean nested) {
    RandomRows rows = RandomRows.ofWritten(seed, nested);
    for (int i = 0; i < 100; i++) {
      RowType type = rows.rowType(3);
      RowDecoder decoder = Formats.decoder(format, type, OptionValues.empty());
      RowEncoder encoder = Formats.encoder(format, type, OptionValues.empty());
      for (int j = 0; j < 10; j++) {
        byte[] record = encoder.encode(rows.row(type));
        for (int k = 0; k < 20; k++) {
          check(decoder, mutated(record));
        }
      }
    }
  }

  private byte[] mutated(byte[] record) {
    byte[] bytes = record.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0:
          bytes = Arrays.copyOf(bytes, at);
          break;
        case 1:
          bytes[at] = (byte) random.nextInt();
          break;
        case 2:
          bytes[at] = (byte) "\"{}[],:-+.eE0\\u\r\n".charAt(random.nextInt(16));
          break;
        default:
          bytes[at] = bytes[random.nextInt(bytes.length)];
      }
    }
    return bytes;
  }

  private static void check(RowDecoder decoder, byte[] bytes) {
    try {
      decoder.decode(bytes, 0, bytes.length);
    } catch (BadRecordException e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (RuntimeException e) {
      throw new AssertionError("for the record " + new String(bytes, UTF_8), e);
    }
  }
}
