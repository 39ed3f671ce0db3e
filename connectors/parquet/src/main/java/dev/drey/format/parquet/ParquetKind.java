// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.text.WholeNumberFit;
import dev.drey.type.TypeKind;
import java.util.Locale;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What a value without others within it means, of its storage and its annotation together. */
enum ParquetKind {
  BOOLEAN,
  INTEGER,
  UNSIGNED,
  FLOAT,
  DOUBLE,
  DECIMAL,
  TEXT,
  BYTES,
  UUID,
  DATE,
  TIME,
  TIMESTAMP,
  /** Nanoseconds of a Julian day, in 96 bits, as Impala and older Spark have it. */
  OLD_TIMESTAMP,
  /** Known to Parquet and to none of our types. */
  OTHER;

  static ParquetKind of(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation == null ? plain(type.getPrimitiveTypeName()) : annotated(annotation);
  }

  private static ParquetKind plain(PrimitiveTypeName storage) {
    switch (storage) {
      case BOOLEAN:
        return BOOLEAN;
      case INT32:
      case INT64:
        return INTEGER;
      case FLOAT:
        return FLOAT;
      case DOUBLE:
        return DOUBLE;
      case INT96:
        return OLD_TIMESTAMP;
      default:
        return BYTES;
    }
  }

  private static ParquetKind annotated(LogicalTypeAnnotation annotation) {
    if (annotation instanceof IntLogicalTypeAnnotation) {
      return ((IntLogicalTypeAnnotation) annotation).isSigned() ? INTEGER : UNSIGNED;
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation) {
      return TIMESTAMP;
    }
    if (annotation instanceof TimeLogicalTypeAnnotation) {
      return TIME;
    }
    // The names of the format's own list.
    switch (annotation.toString().replaceFirst("\\(.*", "").toUpperCase(Locale.ROOT)) {
      case "STRING":
      case "ENUM":
      case "JSON":
        return TEXT;
      case "BSON":
        return BYTES;
      case "UUID":
        return UUID;
      case "DECIMAL":
        return DECIMAL;
      case "DATE":
        return DATE;
      default:
        return OTHER;
    }
  }

  /** Texts without an annotation are those of writers that know none. */
  boolean fits(TypeKind column) {
    switch (this) {
      case BOOLEAN:
        return column == TypeKind.BOOLEAN;
      case INTEGER:
      case UNSIGNED:
        return WholeNumberFit.takes(column);
      case FLOAT:
        return column == TypeKind.FLOAT || column == TypeKind.DOUBLE;
      case DOUBLE:
        return column == TypeKind.DOUBLE;
      case DECIMAL:
        return column == TypeKind.DECIMAL;
      case TEXT:
      case UUID:
        return column.isCharacter();
      case BYTES:
        return column.isBinary() || column.isCharacter();
      case DATE:
        return column == TypeKind.DATE;
      case TIME:
        return column == TypeKind.TIME;
      case TIMESTAMP:
      case OLD_TIMESTAMP:
        return column.isTimestamp();
      case OTHER:
        return false;
    }
    throw new IllegalStateException(toString());
  }
}
