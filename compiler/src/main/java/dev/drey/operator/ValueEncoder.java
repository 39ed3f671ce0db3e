// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.format.RowEncoder;

/** Encodes some columns of each row; what stands behind the columns stays. */
public final class ValueEncoder implements RowEncoder {
  private static final long serialVersionUID = 1L;

  private final RowEncoder encoder;
  private final ValueColumns value;

  /**
   * @param encoder of rows with the columns of the value alone
   */
  public ValueEncoder(RowEncoder encoder, ValueColumns value) {
    this.encoder = encoder;
    this.value = value;
  }

  @Override
  public void prepare() {
    encoder.prepare();
  }

  @Override
  public void open() {
    encoder.open();
  }

  @Override
  public byte[] encode(Object[] row) {
    return encoder.encode(value.of(row));
  }

  @Override
  public byte[] fileHeader() {
    return encoder.fileHeader();
  }

  @Override
  public boolean isText() {
    return encoder.isText();
  }

  @Override
  public boolean marksChanges() {
    return encoder.marksChanges();
  }

  @Override
  public String fileSuffix() {
    return encoder.fileSuffix();
  }
}
