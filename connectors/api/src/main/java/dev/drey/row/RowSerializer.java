// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import static java.util.Objects.requireNonNull;

import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one type to bytes and back: before every eight columns a byte that says which of them are
 * NULL, then the values that are not. The bytes do not depend on whether a column may be NULL.
 *
 * <p>A restored serializer, made from the snapshot in a savepoint, puts a {@link RestoredLayout}
 * behind the columns of the rows that it reads.
 */
public final class RowSerializer extends TypeSerializer<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowType rowType;
  private final ValueCodec[] codecs;
  private final boolean restored;
  private transient @Nullable RestoredLayout layout;
  private transient @Nullable RowConversion conversion;

  public RowSerializer(RowType rowType) {
    this(rowType, false);
  }

  private RowSerializer(RowType rowType, boolean restored) {
    this.rowType = rowType;
    this.restored = restored;
    this.codecs = new ValueCodec[rowType.size()];
    for (int i = 0; i < codecs.length; i++) {
      codecs[i] = ValueCodec.of(rowType.field(i).type());
    }
  }

  static RowSerializer restored(RowType rowType) {
    return new RowSerializer(rowType, true);
  }

  public RowType rowType() {
    return rowType;
  }

  /** One that writes the same bytes, and takes NULL in every column. */
  RowSerializer nullable() {
    List<Field> fields = new ArrayList<>();
    rowType
        .fields()
        .forEach(field -> fields.add(Field.of(field.name(), field.type().withNullable(true))));
    return new RowSerializer(RowType.of(fields), restored);
  }

  /**
   * The row in the present layout: the row itself, unless it comes from a savepoint. Whoever reads
   * rows from state calls this first.
   */
  public Object[] current(Object[] row) {
    int last = row.length - 1;
    if (last < 0 || !(row[last] instanceof RestoredLayout)) {
      if (row.length != codecs.length) {
        throw new IllegalArgumentException(
            "a row of " + row.length + " values for " + codecs.length + " columns: " + rowType);
      }
      return row;
    }
    RowType old = ((RestoredLayout) row[last]).rowType();
    if (old.equals(rowType)) {
      return Arrays.copyOf(row, last);
    }
    RowConversion known = conversion;
    if (known == null || !known.from().equals(old)) {
      known =
          requireNonNull(
              RowConversion.of(old, rowType), "restored although rows cannot be converted");
      conversion = known;
    }
    return known.apply(row);
  }

  @Override
  public void serialize(Object[] row, DataOutputView out) throws IOException {
    Object[] values = current(row);
    if (RowCheck.ON) {
      RowCheck.row(rowType, values);
    }
    for (int start = 0; start < codecs.length; start += 8) {
      int end = Math.min(codecs.length, start + 8);
      out.writeByte(nullBits(values, start, end));
      for (int i = start; i < end; i++) {
        if (values[i] != null) {
          codecs[i].write(values[i], out);
        }
      }
    }
  }

  @Override
  public Object[] deserialize(DataInputView in) throws IOException {
    Object[] row = new Object[restored ? codecs.length + 1 : codecs.length];
    for (int start = 0; start < codecs.length; start += 8) {
      int nulls = in.readUnsignedByte();
      int end = Math.min(codecs.length, start + 8);
      for (int i = start; i < end; i++) {
        if ((nulls & 1 << (i - start)) == 0) {
          row[i] = codecs[i].read(in);
        }
      }
    }
    if (restored) {
      row[codecs.length] = layout();
    }
    return row;
  }

  /** One bit a value, the first in the lowest: set where the value is NULL. */
  static int nullBits(Object[] values, int start, int end) {
    int bits = 0;
    for (int i = start; i < end; i++) {
      if (values[i] == null) {
        bits |= 1 << (i - start);
      }
    }
    return bits;
  }

  private RestoredLayout layout() {
    RestoredLayout known = layout;
    if (known == null) {
      known = new RestoredLayout(rowType);
      layout = known;
    }
    return known;
  }

  /** A row that shares nothing mutable with this one, in the present layout. */
  @Override
  public Object[] copy(Object[] row) {
    Object[] values = current(row);
    Object[] copied = new Object[restored ? codecs.length + 1 : codecs.length];
    for (int i = 0; i < codecs.length; i++) {
      if (values[i] != null) {
        copied[i] = codecs[i].copy(values[i]);
      }
    }
    if (restored) {
      copied[codecs.length] = layout();
    }
    return copied;
  }

  @Override
  public Object[] copy(Object[] row, Object[] reuse) {
    return copy(row);
  }

  @Override
  public Object[] deserialize(Object[] reuse, DataInputView in) throws IOException {
    // Rows are passed on by reference (object reuse), so a row that was read is never written to.
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public Object[] createInstance() {
    return new Object[codecs.length];
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return -1;
  }

  /** This one: what it caches is immutable. */
  @Override
  public TypeSerializer<Object[]> duplicate() {
    return this;
  }

  @Override
  public TypeSerializerSnapshot<Object[]> snapshotConfiguration() {
    return new RowSerializerSnapshot(rowType);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowSerializer
        && rowType.equals(((RowSerializer) other).rowType)
        && restored == ((RowSerializer) other).restored;
  }

  @Override
  public int hashCode() {
    return rowType.hashCode();
  }

  @Override
  public String toString() {
    return "rows of " + rowType;
  }
}
