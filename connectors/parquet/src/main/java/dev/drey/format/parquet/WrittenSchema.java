// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The schema of files that are written: Parquet's own type for each of ours. */
final class WrittenSchema {
  private static final int DIGITS_OF_INT = 9;
  private static final int DIGITS_OF_LONG = 18;

  private WrittenSchema() {}

  static MessageType of(RowType row) {
    return new MessageType("row", fields(row));
  }

  private static List<Type> fields(RowType row) {
    List<Type> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      fields.add(type(field.type(), field.name()));
    }
    return fields;
  }

  private static Type type(DataType type, String name) {
    Repetition repetition = type.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    switch (type.kind()) {
      case ROW:
        return new GroupType(repetition, name, fields(type.row()));
      case ARRAY:
        return Types.list(repetition).element(type(type.element(), "element")).named(name);
      case MAP:
        return Types.map(repetition)
            .key(type(type.key().notNull(), "key"))
            .value(type(type.element(), "value"))
            .named(name);
      default:
        return scalar(type, repetition, name);
    }
  }

  private static Type scalar(DataType type, Repetition repetition, String name) {
    switch (type.kind()) {
      case BOOLEAN:
        return plain(PrimitiveTypeName.BOOLEAN, repetition, name);
      case TINYINT:
        return annotated(
            PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(8, true), repetition, name);
      case SMALLINT:
        return annotated(
            PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true), repetition, name);
      case INT:
        return plain(PrimitiveTypeName.INT32, repetition, name);
      case BIGINT:
        return plain(PrimitiveTypeName.INT64, repetition, name);
      case FLOAT:
        return plain(PrimitiveTypeName.FLOAT, repetition, name);
      case DOUBLE:
        return plain(PrimitiveTypeName.DOUBLE, repetition, name);
      case CHAR:
      case VARCHAR:
        return annotated(
            PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), repetition, name);
      case BINARY:
      case VARBINARY:
        return plain(PrimitiveTypeName.BINARY, repetition, name);
      case DATE:
        return annotated(
            PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), repetition, name);
      case TIME:
        return annotated(
            PrimitiveTypeName.INT32,
            LogicalTypeAnnotation.timeType(false, TimeUnit.MILLIS),
            repetition,
            name);
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return annotated(
            PrimitiveTypeName.INT64,
            LogicalTypeAnnotation.timestampType(
                type.kind() == TypeKind.TIMESTAMP_LTZ, TimeUnit.MILLIS),
            repetition,
            name);
      case DECIMAL:
        return decimal(type, repetition, name);
      default:
        throw new IllegalStateException("the descriptor refuses " + type);
    }
  }

  private static Type plain(PrimitiveTypeName primitive, Repetition repetition, String name) {
    return Types.primitive(primitive, repetition).named(name);
  }

  private static Type annotated(
      PrimitiveTypeName primitive, LogicalTypeAnnotation as, Repetition repetition, String name) {
    return Types.primitive(primitive, repetition).as(as).named(name);
  }

  private static Type decimal(DataType type, Repetition repetition, String name) {
    LogicalTypeAnnotation as = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= DIGITS_OF_INT) {
      return annotated(PrimitiveTypeName.INT32, as, repetition, name);
    }
    if (type.precision() <= DIGITS_OF_LONG) {
      return annotated(PrimitiveTypeName.INT64, as, repetition, name);
    }
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(bytesOf(type.precision()))
        .as(as)
        .named(name);
  }

  /** As many as the largest number of so many digits needs, with its sign. */
  static int bytesOf(int digits) {
    return BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).bitLength() / 8 + 1;
  }
}
