// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;

/** Rows to records: each field takes the column of its name, or its default where there is none. */
final class AvroRowWriter implements AvroWriter {
  private final int[] slots;
  private final AvroWriter[] writers;

  private AvroRowWriter(int[] slots, AvroWriter[] writers) {
    this.slots = slots;
    this.writers = writers;
  }

  static AvroRowWriter of(Schema record, RowType type, String prefix) throws AvroMismatch {
    if (record.getType() != Schema.Type.RECORD) {
      throw new AvroMismatch("rows have columns, and the schema is " + AvroNames.of(record));
    }
    List<Schema.Field> fields = record.getFields();
    int[] slots = new int[fields.size()];
    AvroWriter[] writers = new AvroWriter[fields.size()];
    Set<String> unwritten = new HashSet<>(type.names());
    for (Schema.Field field : fields) {
      int slot = type.indexOf(field.name());
      slots[field.pos()] = slot;
      writers[field.pos()] =
          slot < 0
              ? standard(field, prefix)
              : AvroWriter.of(field.schema(), type.field(slot).type(), prefix + field.name());
      unwritten.remove(field.name());
    }
    for (Field column : type.fields()) {
      if (unwritten.contains(column.name())) {
        throw new AvroMismatch(
            "column `"
                + prefix
                + column.name()
                + "` is no field of the schema, so it would be lost");
      }
    }
    return new AvroRowWriter(slots, writers);
  }

  private static AvroWriter standard(Schema.Field field, String prefix) throws AvroMismatch {
    if (!field.hasDefaultValue()) {
      throw new AvroMismatch(
          "the schema's field `"
              + prefix
              + field.name()
              + "` has no default, and no column fills it");
    }
    Object value = GenericData.get().getDefaultValue(field);
    GenericDatumWriter<Object> writer = new GenericDatumWriter<>(field.schema());
    return (none, out) -> writer.write(value, out);
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    Object[] row = (Object[]) value;
    for (int i = 0; i < writers.length; i++) {
      writers[i].write(slots[i] < 0 ? row : row[slots[i]], out);
    }
  }
}
