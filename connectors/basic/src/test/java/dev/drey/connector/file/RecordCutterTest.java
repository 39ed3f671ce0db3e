package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorException;
import dev.drey.format.Quoting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
  void aFileThatIsNoTextIsRefused() {
    RecordCutter cutter = new RecordCutter("video.bin", new Endless(), null);
    assertThatThrownBy(cutter::advance)
        .isInstanceOf(ConnectorException.class)
        .hasMessage("`video.bin` has a record of more than 32 MB in line 1");
  }

  /** Bytes without end or line end. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Arrays.fill(target, offset, offset + length, (byte) 'x');
      return length;
    }
  }
}
