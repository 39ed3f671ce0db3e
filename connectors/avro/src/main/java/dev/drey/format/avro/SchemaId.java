// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import org.jspecify.annotations.Nullable;

/** What a registry calls a schema: the 128 bits of a UUID, or a number in the lower of them. */
final class SchemaId {
  private final long high;
  private final long low;

  private SchemaId(long high, long low) {
    this.high = high;
    this.low = low;
  }

  static SchemaId of(long high, long low) {
    return new SchemaId(high, low);
  }

  static SchemaId number(int number) {
    return new SchemaId(0, Integer.toUnsignedLong(number));
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaId
        && ((SchemaId) other).high == high
        && ((SchemaId) other).low == low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }
}
