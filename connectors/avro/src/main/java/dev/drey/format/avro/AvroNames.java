// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Schemas in words. */
final class AvroNames {
  private AvroNames() {}

  /** {@code long}, {@code timestamp-millis}, {@code record Address}. */
  static String of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal) {
      LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) logical;
      return "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
    }
    if (logical != null) {
      return logical.getName();
    }
    switch (schema.getType()) {
      case RECORD:
      case ENUM:
      case FIXED:
        return schema.getType().getName() + " " + schema.getName();
      default:
        return schema.getType().getName();
    }
  }
}
