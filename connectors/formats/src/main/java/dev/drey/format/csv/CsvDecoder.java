// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.Quoting;
import dev.drey.format.RowDecoder;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.format.text.StrictUtf8;
import dev.drey.type.DataType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * CSV records to rows. Without a header the fields are the declared columns in their order, no more
 * and no fewer; with one, each column is looked up by its name and further fields are passed over.
 * Blanks around what is not text are no part of it.
 */
final class CsvDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final CsvSyntax syntax;
  private final String[] declared;
  private final int width;
  private final int[] slots;
  private final int[] columns;
  private final boolean[] text;
  private final ScalarText[] values;
  private final boolean blankIsRecord;

  private transient @Nullable StrictUtf8 utf8;
  private transient @Nullable CsvFields fields;
  private transient boolean headerComes;
  private transient int @Nullable [] fieldOfColumn;
  private transient int fieldsOfHeader;
  private transient @Nullable String headerProblem;

  private CsvDecoder(CsvSyntax syntax, DecoderContext context) {
    this.syntax = syntax;
    this.declared = context.declared().names().toArray(new String[0]);
    this.width = context.produced().size();
    this.blankIsRecord = declared.length == 1 && mayBeNothing(context.declared().field(0).type());
    this.slots =
        IntStream.range(0, width).filter(slot -> context.positions().get(slot) >= 0).toArray();
    this.columns = new int[slots.length];
    this.text = new boolean[slots.length];
    this.values = new ScalarText[slots.length];
    for (int i = 0; i < slots.length; i++) {
      columns[i] = context.positions().get(slots[i]);
      DataType type = context.produced().field(slots[i]).type();
      text[i] = type.kind().isCharacter();
      values[i] =
          ScalarText.of(type, Mismatch.of(declared[columns[i]], type), syntax.truncateTimes());
    }
  }

  /** Whether a field with nothing in it is a value of this type: NULL or the empty text. */
  private boolean mayBeNothing(DataType type) {
    return syntax.nullValue().isEmpty() ? type.nullable() : type.kind().isCharacter();
  }

  static CsvDecoder of(DecoderContext context) {
    return new CsvDecoder(CsvSyntax.of(context.options()), context);
  }

  @Override
  public void open() {
    utf8 = new StrictUtf8();
    fields = new CsvFields(syntax);
  }

  @Override
  public void startOfFile() {
    headerComes = syntax.header();
    fieldOfColumn = null;
    headerProblem = null;
  }

  @Override
  public Optional<Quoting> quoting() {
    return Optional.of(Quoting.of((byte) syntax.quote(), (byte) syntax.delimiter()));
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    if (length == 0 && !isBlankRecord()) {
      return null;
    }
    StrictUtf8 characters = requireNonNull(utf8, "open() comes first");
    CsvFields split = requireNonNull(fields);
    int count = characters.decode(bytes, offset, length);
    split.split(characters.chars(), count);
    if (headerComes) {
      headerComes = false;
      readHeader(split);
      return null;
    }
    if (headerProblem != null) {
      throw new BadRecordException(headerProblem);
    }
    checkCount(split);
    Object[] row = new Object[width];
    for (int i = 0; i < slots.length; i++) {
      int field = fieldOfColumn == null ? columns[i] : fieldOfColumn[columns[i]];
      row[slots[i]] = value(i, split, field, characters.chars());
    }
    return row;
  }

  private boolean isBlankRecord() {
    return blankIsRecord
        && !headerComes
        && headerProblem == null
        && (fieldOfColumn == null || fieldsOfHeader == 1);
  }

  private @Nullable Object value(int i, CsvFields split, int field, char[] characters)
      throws BadRecordException {
    if (split.isBare(field, syntax.nullValue())) {
      return null;
    }
    if (!text[i]) {
      split.trim(field);
      if (split.isBare(field, syntax.nullValue())) {
        return null;
      }
    }
    return values[i].parse(characters, split.start(field), split.length(field));
  }

  private void checkCount(CsvFields split) throws BadRecordException {
    int expected = fieldOfColumn == null ? declared.length : fieldsOfHeader;
    if (split.count() != expected) {
      throw new BadRecordException(
          "the record has "
              + split.count()
              + (split.count() == 1 ? " field, the " : " fields, the ")
              + (fieldOfColumn == null ? "type has " : "header has ")
              + expected);
    }
  }

  private void readHeader(CsvFields header) throws BadRecordException {
    String[] names = new String[header.count()];
    for (int i = 0; i < names.length; i++) {
      header.trim(i);
      names[i] = header.text(i);
    }
    int[] found = new int[declared.length];
    for (int column = 0; column < found.length; column++) {
      found[column] = Arrays.asList(names).indexOf(declared[column]);
      boolean twice = Arrays.asList(names).lastIndexOf(declared[column]) != found[column];
      if (found[column] < 0 || twice) {
        // Without its header no record of the file can be read: each is bad for this reason.
        headerProblem =
            "the file's header has "
                + (twice ? "two columns `" : "no column `")
                + declared[column]
                + "`: "
                + Mismatch.shortened(String.join(", ", names));
        throw new BadRecordException(headerProblem);
      }
    }
    fieldOfColumn = found;
    fieldsOfHeader = names.length;
  }
}
