// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import static java.util.Objects.requireNonNull;

import dev.drey.format.RowEncoder;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.type.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Rows to CSV records. A field is put in quotes where it would be read as something else without:
 * for a delimiter, a quote or a line end in it, and where it is the text that means NULL.
 */
final class CsvEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final CsvSyntax syntax;
  private final String[] names;
  private final ScalarText[] values;
  private transient @Nullable Utf8Buffer buffer;
  private transient byte[] nullValue = new byte[0];

  private CsvEncoder(CsvSyntax syntax, RowType rowType) {
    this.syntax = syntax;
    this.names = rowType.names().toArray(new String[0]);
    this.values =
        rowType.fields().stream()
            .map(field -> ScalarText.of(field.type(), Mismatch.of(field.name(), field.type())))
            .toArray(ScalarText[]::new);
  }

  static CsvEncoder of(CsvSyntax syntax, RowType rowType) {
    return new CsvEncoder(syntax, rowType);
  }

  @Override
  public void open() {
    Utf8Buffer text = new Utf8Buffer();
    text.appendText(syntax.nullValue());
    nullValue = text.toByteArray();
    text.clear();
    buffer = text;
  }

  @Override
  public byte[] encode(Object[] row) {
    Utf8Buffer out = requireNonNull(buffer, "open() comes first");
    out.clear();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.append(syntax.delimiter());
      }
      if (row[i] == null) {
        out.append(nullValue);
      } else {
        int start = out.length();
        values[i].write(row[i], out);
        quoteIf(needsQuotes(start, out), start, out);
      }
    }
    return out.toByteArray();
  }

  @Override
  public byte[] fileHeader() {
    if (!syntax.header()) {
      return new byte[0];
    }
    Utf8Buffer out = new Utf8Buffer();
    for (int i = 0; i < names.length; i++) {
      if (i > 0) {
        out.append(syntax.delimiter());
      }
      int start = out.length();
      out.appendText(names[i]);
      // Blanks around a name without quotes are no part of it.
      quoteIf(!names[i].strip().equals(names[i]) || needsQuotes(start, out), start, out);
    }
    return out.toByteArray();
  }

  @Override
  public String fileSuffix() {
    return ".csv";
  }

  private void quoteIf(boolean needed, int start, Utf8Buffer out) {
    if (!needed) {
      return;
    }
    byte[] whole = out.toByteArray();
    out.truncate(start);
    out.append(syntax.quote());
    for (int i = start; i < whole.length; i++) {
      if (whole[i] == syntax.quote()) {
        out.append(syntax.quote());
      }
      out.append(whole[i]);
    }
    out.append(syntax.quote());
  }

  private boolean needsQuotes(int start, Utf8Buffer out) {
    int length = out.length() - start;
    if (length >= 3 && out.byteAt(start) == (byte) 0xEF && out.byteAt(start + 1) == (byte) 0xBB) {
      // At the start of a file it would be read as a byte order mark.
      return true;
    }
    boolean likeNull = length == nullValue.length;
    for (int i = start; i < out.length(); i++) {
      byte b = out.byteAt(i);
      if (b == syntax.delimiter() || b == syntax.quote() || b == '\n' || b == '\r') {
        return true;
      }
      likeNull = likeNull && b == nullValue[i - start];
    }
    // Nothing at all is quoted as well: a record of one empty text must not be a blank line.
    return likeNull || length == 0;
  }
}
