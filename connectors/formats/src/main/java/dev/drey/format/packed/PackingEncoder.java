// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.packed;

import dev.drey.format.RowEncoder;

/** Rows to the records that another encoder makes of them, each packed by itself. */
final class PackingEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final Packing packing;
  private final RowEncoder records;

  PackingEncoder(Packing packing, RowEncoder records) {
    this.packing = packing;
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
  public byte[] encode(Object[] row) {
    return packing.packed(records.encode(row));
  }

  @Override
  public boolean marksChanges() {
    return records.marksChanges();
  }
}
