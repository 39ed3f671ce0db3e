// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.packed;

import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import org.jspecify.annotations.Nullable;

/** Packed records to the rows that another decoder makes of what is in them. */
final class UnpackingDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final Packing packing;
  private final int most;
  private final RowDecoder records;

  UnpackingDecoder(Packing packing, int most, RowDecoder records) {
    this.packing = packing;
    this.most = most;
    this.records = records;
  }

  @Override
  public void prepare() {
    records.prepare();
  }

  @Override
  public void open() {
    records.open();
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    byte[] record = packing.record(bytes, offset, length, most);
    return records.decode(record, 0, record.length);
  }

  @Override
  public boolean hasSeveralRows() {
    return records.hasSeveralRows();
  }

  @Override
  public void decodeAll(byte[] bytes, int offset, int length, RowOutput rows)
      throws BadRecordException {
    byte[] record = packing.record(bytes, offset, length, most);
    records.decodeAll(record, 0, record.length, rows);
  }

  @Override
  public boolean marksChanges() {
    return records.marksChanges();
  }
}
