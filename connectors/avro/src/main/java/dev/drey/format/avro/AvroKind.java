// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What a value of a schema means that has no others within it. */
enum AvroKind {
  BOOLEAN,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  /** A string or the symbol of an enum. */
  TEXT,
  /** Also of fixed length. */
  BYTES,
  DECIMAL,
  DATE,
  TIME_MILLIS,
  TIME_MICROS,
  /** On a clock without a zone. */
  LOCAL_MILLIS,
  LOCAL_MICROS,
  INSTANT_MILLIS,
  INSTANT_MICROS;

  /**
   * @throws IllegalArgumentException where a value has others within it, or is none
   */
  static AvroKind of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal) {
      return DECIMAL;
    }
    switch (schema.getType()) {
      case BOOLEAN:
        return BOOLEAN;
      case INT:
        return logical instanceof LogicalTypes.Date
            ? DATE
            : logical instanceof LogicalTypes.TimeMillis ? TIME_MILLIS : INT;
      case LONG:
        return ofLong(logical);
      case FLOAT:
        return FLOAT;
      case DOUBLE:
        return DOUBLE;
      case STRING:
      case ENUM:
        return TEXT;
      case BYTES:
      case FIXED:
        return BYTES;
      default:
        throw new IllegalArgumentException(schema.getType() + " has others within it");
    }
  }

  private static AvroKind ofLong(LogicalType logical) {
    if (logical instanceof LogicalTypes.TimeMicros) {
      return TIME_MICROS;
    }
    if (logical instanceof LogicalTypes.TimestampMillis) {
      return INSTANT_MILLIS;
    }
    if (logical instanceof LogicalTypes.TimestampMicros) {
      return INSTANT_MICROS;
    }
    if (logical instanceof LogicalTypes.LocalTimestampMillis) {
      return LOCAL_MILLIS;
    }
    return logical instanceof LogicalTypes.LocalTimestampMicros ? LOCAL_MICROS : LONG;
  }
}
