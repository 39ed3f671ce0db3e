// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * DECIMAL by its unscaled value; the scale is the type's and not written. Up to 18 digits fit a
 * long.
 */
final class DecimalCodec implements ValueCodec {
  private static final long serialVersionUID = 1;
  private static final int LONG_DIGITS = 18;

  private final int precision;
  private final int scale;

  DecimalCodec(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  public void write(Object value, DataOutputView out) throws IOException {
    BigDecimal decimal = (BigDecimal) value;
    if (decimal.scale() != scale || decimal.precision() > precision) {
      throw new IllegalArgumentException(
          decimal.toPlainString() + " is no DECIMAL(" + precision + ", " + scale + ")");
    }
    if (precision <= LONG_DIGITS) {
      VarInt.writeSigned(decimal.unscaledValue().longValue(), out);
    } else {
      ScalarCodec.BYTES.write(decimal.unscaledValue().toByteArray(), out);
    }
  }

  @Override
  public Object read(DataInputView in) throws IOException {
    return precision <= LONG_DIGITS
        ? BigDecimal.valueOf(VarInt.readSigned(in), scale)
        : new BigDecimal(new BigInteger((byte[]) ScalarCodec.BYTES.read(in)), scale);
  }

  /** Whether two precisions have the same bytes. */
  static boolean sameBytes(int precision, int other) {
    return (precision <= LONG_DIGITS) == (other <= LONG_DIGITS);
  }
}
