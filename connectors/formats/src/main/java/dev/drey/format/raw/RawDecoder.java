// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.raw;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.StrictUtf8;
import dev.drey.type.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The record's bytes as the one declared column. */
final class RawDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final int width;
  private final int slot;
  private final boolean text;
  private final Fit fit;
  private transient @Nullable StrictUtf8 utf8;

  private RawDecoder(int width, int slot, boolean text, Fit fit) {
    this.width = width;
    this.slot = slot;
    this.text = text;
    this.fit = fit;
  }

  static RawDecoder of(DecoderContext context) {
    Field column = context.declared().field(0);
    return new RawDecoder(
        context.produced().size(),
        context.positions().indexOf(0),
        column.type().kind().isCharacter(),
        Fit.of(Mismatch.of(column.name(), column.type()), column.type(), false));
  }

  @Override
  public void open() {
    utf8 = new StrictUtf8();
  }

  @Override
  public boolean isText() {
    return text;
  }

  @Override
  public Object[] decode(byte[] bytes, int offset, int length) throws BadRecordException {
    Object[] row = new Object[width];
    if (slot < 0) {
      return row;
    }
    if (text) {
      StrictUtf8 characters = requireNonNull(utf8, "open() comes first");
      int count = characters.decode(bytes, offset, length);
      row[slot] = fit.text(new String(characters.chars(), 0, count));
    } else {
      row[slot] = fit.bytes(Arrays.copyOfRange(bytes, offset, offset + length));
    }
    return row;
  }
}
