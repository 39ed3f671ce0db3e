// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The types with which {@link ReadSchema} reads what a file has. */
final class ParquetTypes {
  private static final int MOST_DIGITS = 38;
  private static final int UNSIGNED_DIGITS = 20;

  private ParquetTypes() {}

  /** Of the fields that have a type, the columns; of the others, why they have none. */
  static RowType columns(GroupType schema, Map<String, String> without) {
    List<Field> columns = new ArrayList<>();
    for (Type field : schema.getFields()) {
      try {
        columns.add(Field.of(field.getName(), type(field, field.getName())));
      } catch (ParquetMismatch none) {
        without.put(field.getName(), String.valueOf(none.getMessage()));
      }
    }
    return RowType.of(columns);
  }

  static DataType row(GroupType schema) throws ParquetMismatch {
    Map<String, String> without = new LinkedHashMap<>();
    RowType columns = columns(schema, without);
    for (Map.Entry<String, String> each : without.entrySet()) {
      throw new ParquetMismatch(each.getKey() + " " + each.getValue());
    }
    return DataType.row(columns).notNull();
  }

  private static DataType type(Type field, String path) throws ParquetMismatch {
    if (field.isRepetition(Type.Repetition.REPEATED)) {
      return DataType.array(once(field, path + "[*]").notNull()).notNull();
    }
    return once(field, path).withNullable(field.isRepetition(Type.Repetition.OPTIONAL));
  }

  private static DataType once(Type field, String path) throws ParquetMismatch {
    if (field.isPrimitive()) {
      return scalar(field.asPrimitiveType(), path);
    }
    GroupType group = field.asGroupType();
    if (ReadSchema.isList(group) && group.getFieldCount() == 1) {
      Type repeated = group.getType(0);
      return DataType.array(
          ReadSchema.isElement(repeated, group.getName())
              ? once(repeated, path + "[*]").notNull()
              : type(repeated.asGroupType().getType(0), path + "[*]"));
    }
    if (ReadSchema.isMap(group) && group.getFieldCount() == 1 && !group.getType(0).isPrimitive()) {
      GroupType entry = group.getType(0).asGroupType();
      if (entry.getFieldCount() == 2) {
        return DataType.map(
            type(entry.getType(0), path + ".key").notNull(), type(entry.getType(1), path + "[*]"));
      }
    }
    List<Field> fields = new ArrayList<>();
    for (Type each : group.getFields()) {
      fields.add(Field.of(each.getName(), type(each, path + "." + each.getName())));
    }
    if (fields.isEmpty()) {
      throw new ParquetMismatch("is a group without fields");
    }
    return DataType.row(RowType.of(fields));
  }

  private static DataType scalar(PrimitiveType type, String path) throws ParquetMismatch {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    switch (ParquetKind.of(type)) {
      case BOOLEAN:
        return DataType.of(TypeKind.BOOLEAN);
      case INTEGER:
        return integer(type, annotation);
      case UNSIGNED:
        return unsigned(((IntLogicalTypeAnnotation) annotation).getBitWidth());
      case FLOAT:
        return DataType.of(TypeKind.FLOAT);
      case DOUBLE:
        return DataType.of(TypeKind.DOUBLE);
      case DECIMAL:
        DecimalLogicalTypeAnnotation decimal = (DecimalLogicalTypeAnnotation) annotation;
        if (decimal.getPrecision() > MOST_DIGITS) {
          throw new ParquetMismatch(
              "(" + path + ") has " + decimal.getPrecision() + " digits, and a DECIMAL at most 38");
        }
        return DataType.decimal(decimal.getPrecision(), decimal.getScale());
      case TEXT:
      case UUID:
        return DataType.string();
      case BYTES:
        return DataType.bytes();
      case DATE:
        return DataType.of(TypeKind.DATE);
      case TIME:
        return DataType.sized(TypeKind.TIME, 3);
      case TIMESTAMP:
        return ((TimestampLogicalTypeAnnotation) annotation).isAdjustedToUTC()
            ? DataType.timestampLtz()
            : DataType.of(TypeKind.TIMESTAMP);
      case OLD_TIMESTAMP:
        return DataType.timestampLtz();
      default:
        throw new ParquetMismatch("(" + path + ") is " + type + ", for which there is no type");
    }
  }

  private static DataType integer(PrimitiveType type, LogicalTypeAnnotation annotation) {
    int bits =
        annotation instanceof IntLogicalTypeAnnotation
            ? ((IntLogicalTypeAnnotation) annotation).getBitWidth()
            : type.getPrimitiveTypeName() == PrimitiveTypeName.INT32 ? 32 : 64;
    switch (bits) {
      case 8:
        return DataType.of(TypeKind.TINYINT);
      case 16:
        return DataType.of(TypeKind.SMALLINT);
      case 32:
        return DataType.of(TypeKind.INT);
      default:
        return DataType.of(TypeKind.BIGINT);
    }
  }

  private static DataType unsigned(int bits) {
    switch (bits) {
      case 8:
        return DataType.of(TypeKind.SMALLINT);
      case 16:
        return DataType.of(TypeKind.INT);
      case 32:
        return DataType.of(TypeKind.BIGINT);
      default:
        return DataType.decimal(UNSIGNED_DIGITS, 0);
    }
  }
}
