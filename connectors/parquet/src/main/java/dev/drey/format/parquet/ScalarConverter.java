// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.BadRecordException;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** Values without others within them; those of a dictionary are made once. */
final class ScalarConverter extends PrimitiveConverter {
  private final ScalarReading reading;
  private final Slot slot;
  private final Failures failures;
  private final boolean ofBytes;
  private @Nullable Dictionary dictionary;
  private @Nullable Object[] known = new Object[0];

  /**
   * @param ofBytes whether values are bytes in the file, of which making one takes time
   */
  ScalarConverter(ScalarReading reading, boolean ofBytes, Slot slot, Failures failures) {
    this.reading = reading;
    this.ofBytes = ofBytes;
    this.slot = slot;
    this.failures = failures;
  }

  /** A value that may not fit. */
  private interface Value {
    Object made() throws BadRecordException;
  }

  private @Nullable Object made(Value value) {
    try {
      return value.made();
    } catch (BadRecordException unfit) {
      failures.add(unfit);
      return null;
    }
  }

  @Override
  public boolean hasDictionarySupport() {
    return ofBytes;
  }

  @Override
  public void setDictionary(Dictionary values) {
    dictionary = values;
    known = new Object[values.getMaxId() + 1];
  }

  @Override
  public void addValueFromDictionary(int id) {
    Object value = known[id];
    Dictionary values = dictionary;
    if (value == null && values != null) {
      value = made(() -> reading.of(values.decodeToBinary(id)));
      known[id] = value;
    }
    slot.put(value instanceof byte[] ? ((byte[]) value).clone() : value);
  }

  @Override
  public void addBinary(Binary value) {
    slot.put(made(() -> reading.of(value)));
  }

  @Override
  public void addBoolean(boolean value) {
    slot.put(made(() -> reading.of(value)));
  }

  @Override
  public void addDouble(double value) {
    slot.put(made(() -> reading.of(value)));
  }

  @Override
  public void addFloat(float value) {
    slot.put(made(() -> reading.of((double) value)));
  }

  @Override
  public void addInt(int value) {
    slot.put(made(() -> reading.of((long) value)));
  }

  @Override
  public void addLong(long value) {
    slot.put(made(() -> reading.of(value)));
  }
}
