// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** The schema of a row type, where a spec gives none: what may be NULL is a union with null. */
final class AvroSchemas {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String RECORD = "record";

  private AvroSchemas() {}

  static Schema of(RowType type) throws AvroMismatch {
    return record(type, RECORD);
  }

  private static Schema record(RowType type, String name) throws AvroMismatch {
    List<Schema.Field> fields = new ArrayList<>();
    for (Field column : type.fields()) {
      if (!NAME.matcher(column.name()).matches()) {
        throw new AvroMismatch(
            "`"
                + column.name()
                + "` is no name of Avro, which are letters, digits and underscores");
      }
      Schema schema = nullable(column.type(), name + "_" + column.name());
      fields.add(
          column.type().nullable()
              ? new Schema.Field(column.name(), schema, null, Schema.Field.NULL_DEFAULT_VALUE)
              : new Schema.Field(column.name(), schema));
    }
    return Schema.createRecord(name, null, null, false, fields);
  }

  private static Schema nullable(DataType type, String name) throws AvroMismatch {
    Schema schema = bare(type, name);
    return type.nullable()
        ? SchemaBuilder.unionOf().nullType().and().type(schema).endUnion()
        : schema;
  }

  private static Schema bare(DataType type, String name) throws AvroMismatch {
    switch (type.kind()) {
      case BOOLEAN:
        return Schema.create(Schema.Type.BOOLEAN);
      case TINYINT:
      case SMALLINT:
      case INT:
        return Schema.create(Schema.Type.INT);
      case BIGINT:
        return Schema.create(Schema.Type.LONG);
      case FLOAT:
        return Schema.create(Schema.Type.FLOAT);
      case DOUBLE:
        return Schema.create(Schema.Type.DOUBLE);
      case DECIMAL:
        return logical(LogicalTypes.decimal(type.precision(), type.scale()), Schema.Type.BYTES);
      case CHAR:
      case VARCHAR:
        return Schema.create(Schema.Type.STRING);
      case BINARY:
      case VARBINARY:
        return Schema.create(Schema.Type.BYTES);
      case DATE:
        return logical(LogicalTypes.date(), Schema.Type.INT);
      case TIME:
        return logical(LogicalTypes.timeMillis(), Schema.Type.INT);
      case TIMESTAMP:
        return logical(LogicalTypes.localTimestampMillis(), Schema.Type.LONG);
      case TIMESTAMP_LTZ:
        return logical(LogicalTypes.timestampMillis(), Schema.Type.LONG);
      case ARRAY:
        return Schema.createArray(nullable(type.element(), name));
      case MAP:
        return map(type, name);
      case ROW:
        return record(type.row(), name);
      default:
        throw new AvroMismatch("Avro has nothing for " + type.kind().sqlName());
    }
  }

  private static Schema map(DataType type, String name) throws AvroMismatch {
    if (!type.key().kind().isCharacter()) {
      throw new AvroMismatch("a map of Avro has texts as keys, not " + type.key());
    }
    return Schema.createMap(nullable(type.element(), name));
  }

  private static Schema logical(LogicalType logical, Schema.Type type) {
    return logical.addToSchema(Schema.create(type));
  }
}
