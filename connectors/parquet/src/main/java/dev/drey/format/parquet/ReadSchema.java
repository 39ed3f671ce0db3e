// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Of a file's schema what columns need: the fields of their names, at any depth, each of which must
 * fit its column.
 */
final class ReadSchema {
  private ReadSchema() {}

  /** The fields of a group that a row has. */
  static List<Type> fields(GroupType group, RowType row, String prefix) throws ParquetMismatch {
    List<Type> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      if (group.containsField(field.name())) {
        fields.add(of(group.getType(field.name()), field.type(), prefix + field.name()));
      } else if (!field.type().nullable()) {
        throw new ParquetMismatch(
            "column `"
                + prefix
                + field.name()
                + "` is declared NOT NULL, and the file has no such field: it has "
                + names(group));
      }
    }
    if (fields.isEmpty() && !prefix.isEmpty()) {
      throw new ParquetMismatch(
          "column `"
              + prefix.substring(0, prefix.length() - 1)
              + "` is "
              + DataType.row(row)
              + ", and the file's group has none of its fields: it has "
              + names(group));
    }
    return fields;
  }

  private static String names(GroupType group) {
    StringBuilder names = new StringBuilder();
    List<Type> fields = group.getFields();
    for (int i = 0; i < Math.min(20, fields.size()); i++) {
      names.append(i == 0 ? "" : ", ").append(fields.get(i).getName());
    }
    return fields.size() > 20 ? names + " and more" : names.toString();
  }

  static Type of(Type file, DataType column, String path) throws ParquetMismatch {
    if (file.isRepetition(Repetition.REPEATED)) {
      // A list of those who know no lists: each value stands for itself.
      require(column.kind() == TypeKind.ARRAY, file, column, path);
      return once(file, column.element(), path + "[*]");
    }
    return once(file, column, path);
  }

  /** The type of one value, whether or not there may be several. */
  private static Type once(Type file, DataType column, String path) throws ParquetMismatch {
    if (file.isPrimitive()) {
      PrimitiveType scalar = file.asPrimitiveType();
      require(ParquetKind.of(scalar).fits(column.kind()), file, column, path);
      return file;
    }
    GroupType group = file.asGroupType();
    if (isList(group)) {
      require(column.kind() == TypeKind.ARRAY && hasOneRepeated(group), file, column, path);
      return group.withNewFields(List.of(element(group, column.element(), path + "[*]")));
    }
    if (isMap(group)) {
      require(column.kind() == TypeKind.MAP && hasOneRepeated(group), file, column, path);
      return group.withNewFields(List.of(entry(group, column, path)));
    }
    require(column.kind() == TypeKind.ROW, file, column, path);
    return group.withNewFields(fields(group, column.row(), path + "."));
  }

  static boolean isList(GroupType group) {
    return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
  }

  static boolean isMap(GroupType group) {
    LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
    return annotation instanceof MapLogicalTypeAnnotation
        || annotation instanceof MapKeyValueTypeAnnotation;
  }

  private static boolean hasOneRepeated(GroupType group) {
    return group.getFieldCount() == 1 && group.getType(0).isRepetition(Repetition.REPEATED);
  }

  private static Type element(GroupType list, DataType element, String path)
      throws ParquetMismatch {
    Type repeated = list.getType(0);
    if (isElement(repeated, list.getName())) {
      return once(repeated, element, path);
    }
    GroupType around = repeated.asGroupType();
    return around.withNewFields(List.of(of(around.getType(0), element, path)));
  }

  /**
   * Whether what is repeated is the element, as older writers have it, and not a group around it:
   * the format's rules for lists of before.
   */
  static boolean isElement(Type repeated, String listName) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() != 1
        || group.getType(0).isRepetition(Repetition.REPEATED)
        || isList(group)
        || isMap(group)
        || group.getName().equals("array")
        || group.getName().equals(listName + "_tuple");
  }

  private static Type entry(GroupType map, DataType column, String path) throws ParquetMismatch {
    Type repeated = map.getType(0);
    require(!repeated.isPrimitive(), map, column, path);
    GroupType entry = repeated.asGroupType();
    require(entry.getFieldCount() >= 1 && entry.getFieldCount() <= 2, map, column, path);
    List<Type> fields = new ArrayList<>();
    fields.add(of(entry.getType(0), column.key(), path + "[key]"));
    if (entry.getFieldCount() == 2) {
      fields.add(of(entry.getType(1), column.element(), path + "[*]"));
    }
    return entry.withNewFields(fields);
  }

  private static void require(boolean fits, Type file, DataType column, String path)
      throws ParquetMismatch {
    if (!fits) {
      throw new ParquetMismatch(
          "column `"
              + path
              + "` is "
              + column.withNullable(true)
              + ", and the file has "
              + file.toString().replaceAll("\\s+", " "));
    }
  }
}
