// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.Quoting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCutterTest {
  private static final Quoting CSV = Quoting.of((byte) '"', (byte) ',');

  private static List<String> cut(String text, @Nullable Quoting quoting) throws IOException {
    List<String> records = new ArrayList<>();
    RecordCutter cutter =
        new RecordCutter("a.txt", new ByteArrayInputStream(text.getBytes(UTF_8)), quoting);
    while (cutter.advance()) {
      records.add(
          cutter.line()
              + ":"
              + cutter.position()
              + ":"
              + new String(cutter.bytes(), cutter.offset(), cutter.length(), UTF_8));
    }
    return records;
  }

  @Test
  void cutsAtLineEnds() throws IOException {
    assertThat(cut("", null)).isEmpty();
    assertThat(cut("a", null)).containsExactly("1:1:a");
    assertThat(cut("a\nb\r\n\nc\n", null)).containsExactly("1:2:a", "2:5:b", "3:6:", "4:8:c");
    assertThat(cut("\uFEFFa\n", null)).containsExactly("1:5:a");
    assertThat(cut("\"a\nb\"", null)).containsExactly("1:3:\"a", "2:5:b\"");
  }

  @Test
  void keepsQuotedLineEndsWithinTheirRecord() throws IOException {
    assertThat(cut("\"a\nb\",\"c\r\n\"\nd\n", CSV))
        .containsExactly("1:12:\"a\nb\",\"c\r\n\"", "4:14:d");
    assertThat(cut("\"a\"\"\n\"\nb", CSV)).containsExactly("1:7:\"a\"\"\n\"", "3:8:b");
    // A quote within a field opens nothing: the next record is not swallowed.
    assertThat(cut("5\" nail,1\nb\n", CSV)).containsExactly("1:10:5\" nail,1", "2:12:b");
  }

  @Test
  void recordsLongerThanItsBufferStayWhole() throws IOException {
    String longText = "x".repeat(300_000);
    assertThat(cut(longText + "\nb\n" + longText, null))
        .containsExactly("1:300001:" + longText, "2:300003:b", "3:600003:" + longText);
  }

  @Test
  void aRecordWithBrokenQuotesIsItsFirstLine() throws IOException {
    // The quote of line 1 is closed by the one that opens a field of line 3, which is broken then.
    assertThat(cut("1,\"a\n2,b\n3,\"c, d\"\n4,e\n", CSV))
        .containsExactly("1:5:1,\"a", "2:9:2,b", "3:18:3,\"c, d\"", "4:22:4,e");
    // Never closed.
    assertThat(cut("1,\"a\r\n2,b\r\n3,c", CSV))
        .containsExactly("1:6:1,\"a", "2:11:2,b", "3:14:3,c");
    assertThat(cut("1,\"a", CSV)).containsExactly("1:4:1,\"a");
    // Text behind a closed field.
    assertThat(cut("\"a\"x\n\"b\"\rc\n\"d\"\r\n", CSV))
        .containsExactly("1:5:\"a\"x", "2:11:\"b\"\rc", "3:16:\"d\"");
  }

  @Test
  void manyOpenQuotesTakeNoLongerThanTheirBytes() throws IOException {
    String lines = "x,\"a\n".repeat(200_000);
    assertThat(cut(lines, CSV)).hasSizeBetween(100_000, 200_000);
    String doubled = ",\"\"\"\n".repeat(200_000);
    assertThat(cut(doubled, CSV)).hasSizeBetween(100_000, 200_000);
  }

  @Test
  void ofALineThatIsTooLongTheBeginningIsKept() throws IOException {
    for (Quoting quoting : new Quoting[] {null, CSV}) {
      for (String head : List.of("{", "\"")) {
        for (String tail : List.of("\nb\n\nc", "\nb\n\nc\n")) {
          for (int more : new int[] {1, 100_000, 33 << 20}) {
            byte[] start = ("\uFEFFa\n" + head).getBytes(UTF_8);
            byte[] end = tail.getBytes(UTF_8);
            int size = RecordCutter.LONGEST_RECORD_BYTES + more;
            byte[] file = new byte[start.length - 1 + size + end.length];
            Arrays.fill(file, (byte) 'x');
            System.arraycopy(start, 0, file, 0, start.length);
            System.arraycopy(end, 0, file, file.length - end.length, end.length);
            RecordCutter cutter =
                new RecordCutter("a.txt", new ByteArrayInputStream(file), quoting);
            assertThat(cutter.advance()).isTrue();
            assertThat(cutter.wholeLength()).isEqualTo(1);
            assertThat(cutter.advance()).isTrue();
            assertThat(cutter.line()).isEqualTo(2);
            assertThat(cutter.wholeLength()).isEqualTo(size);
            assertThat(cutter.length()).isEqualTo(RecordCutter.KEPT_BYTES);
            assertThat(cutter.bytes()[cutter.offset()]).isEqualTo((byte) head.charAt(0));
            assertThat(cutter.position()).isEqualTo(file.length - end.length + 1);
            List<String> rest = new ArrayList<>();
            while (cutter.advance()) {
              assertThat(cutter.wholeLength()).isEqualTo(cutter.length());
              rest.add(cutter.line() + text(cutter));
            }
            assertThat(rest).containsExactly("3b", "4", "5c");
            assertThat(cutter.position()).isEqualTo(file.length);
          }
        }
      }
    }
  }

  @Test
  void aLineThatIsTooLongMayEndTheFile() throws IOException {
    byte[] file = new byte[RecordCutter.LONGEST_RECORD_BYTES + 1_000_000];
    Arrays.fill(file, (byte) 'x');
    RecordCutter cutter = new RecordCutter("a.txt", new ByteArrayInputStream(file), null);
    assertThat(cutter.advance()).isTrue();
    assertThat(cutter.wholeLength()).isEqualTo(file.length);
    assertThat(cutter.position()).isEqualTo(file.length);
    assertThat(cutter.advance()).isFalse();
  }

  @Test
  void aQuoteThatIsLeftOpenCostsOneLineOfALargeFile() throws IOException {
    StringBuilder file = new StringBuilder("1,\"a\n");
    for (int i = 2; i < 2_000_000; i++) {
      file.append(i).append(",the text of a line\n");
    }
    RecordCutter cutter =
        new RecordCutter("a.csv", new ByteArrayInputStream(file.toString().getBytes(UTF_8)), CSV);
    long records = 0;
    while (cutter.advance()) {
      records++;
      assertThat(cutter.line()).isEqualTo(records);
    }
    assertThat(records).isEqualTo(1_999_999);
  }

  @Test
  void aByteOrderMarkIsNoPartOfText() throws IOException {
    byte[] file = "\uFEFFa\n".getBytes(UTF_8);
    RecordCutter text = new RecordCutter("a", new ByteArrayInputStream(file), null, true);
    assertThat(text.advance()).isTrue();
    assertThat(text(text)).isEqualTo("a");
    RecordCutter bytes = new RecordCutter("a", new ByteArrayInputStream(file), null, false);
    assertThat(bytes.advance()).isTrue();
    assertThat(text(bytes)).isEqualTo("\uFEFFa");
  }

  private static String text(RecordCutter cutter) {
    return new String(cutter.bytes(), cutter.offset(), cutter.length(), UTF_8);
  }
}
