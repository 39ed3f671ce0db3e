// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.DecoderContext;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Records to {@code Object[]}: a field goes to the slot of its column, others are passed over. */
final class AvroRowReader extends AvroReader {
  private final Schema[] schemas;
  private final @Nullable AvroReader[] readers;
  private final int[] slots;

  /** The row before anything is read: what a field's default says of a column, or NULL. */
  private final @Nullable Object[] start;

  private AvroRowReader(Schema record, @Nullable Object[] start) {
    int size = record.getFields().size();
    this.schemas = new Schema[size];
    this.readers = new @Nullable AvroReader[size];
    this.slots = new int[size];
    this.start = start;
    for (Schema.Field field : record.getFields()) {
      schemas[field.pos()] = field.schema();
    }
  }

  /**
   * The record itself. Columns that may not be NULL are checked where metadata has been filled in.
   *
   * @param wanted what a spec says that records are: names that they had before, and what a field
   *     is that they do not have; null where it says nothing
   */
  static AvroRowReader top(
      Schema written, @Nullable Schema wanted, DecoderContext context, boolean truncateTimes)
      throws AvroMismatch {
    if (written.getType() != Schema.Type.RECORD) {
      throw new AvroMismatch("records have fields, and the schema is " + AvroNames.of(written));
    }
    Schema renamed = wanted == null ? written : Schema.applyAliases(written, wanted);
    RowType produced = context.produced();
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < produced.size(); i++) {
      if (context.positions().get(i) >= 0) {
        columns.put(produced.field(i).name(), i);
      }
    }
    return read(renamed, wanted, produced, columns, "", truncateTimes);
  }

  static AvroRowReader nested(Schema record, RowType type, String path, boolean truncateTimes)
      throws AvroMismatch {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < type.size(); i++) {
      columns.put(type.field(i).name(), i);
    }
    return read(record, null, type, columns, path + ".", truncateTimes);
  }

  private static AvroRowReader read(
      Schema record,
      @Nullable Schema wanted,
      RowType type,
      Map<String, Integer> columns,
      String prefix,
      boolean truncateTimes)
      throws AvroMismatch {
    AvroRowReader reader = new AvroRowReader(record, new @Nullable Object[type.size()]);
    boolean top = prefix.isEmpty();
    for (Schema.Field field : record.getFields()) {
      Integer slot = columns.remove(field.name());
      if (slot != null) {
        DataType column = type.field(slot).type();
        reader.readers[field.pos()] =
            of(
                field.schema(),
                top ? column.withNullable(true) : column,
                prefix + field.name(),
                truncateTimes);
        reader.slots[field.pos()] = slot;
      }
    }
    for (Map.Entry<String, Integer> missing : columns.entrySet()) {
      Field column = type.field(missing.getValue());
      Schema.Field field = wanted == null ? null : wanted.getField(column.name());
      if (field != null && field.hasDefaultValue()) {
        reader.start[missing.getValue()] = standard(field, column, truncateTimes);
      } else if (!column.type().nullable()) {
        throw new AvroMismatch(
            "column `"
                + prefix
                + column.name()
                + "` is declared NOT NULL, and the schema has no such field: it has "
                + names(record));
      }
    }
    return reader;
  }

  private static String names(Schema record) {
    List<Schema.Field> fields = record.getFields();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < Math.min(20, fields.size()); i++) {
      names.append(i == 0 ? "" : ", ").append(fields.get(i).name());
    }
    return fields.size() > 20 ? names + " and more" : names.toString();
  }

  /** What a field's default is in a column, read as if it were written. */
  private static @Nullable Object standard(Schema.Field field, Field column, boolean truncateTimes)
      throws AvroMismatch {
    AvroReader reader =
        of(field.schema(), column.type().withNullable(true), column.name(), truncateTimes);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(field.schema())
          .write(GenericData.get().getDefaultValue(field), encoder);
      encoder.flush();
      return reader.read(
          new AvroInput(DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)));
    } catch (IOException e) {
      throw new AvroMismatch(
          "the default of `" + field.name() + "` cannot be read: " + e.getMessage());
    }
  }

  @Override
  @Nullable Object[] read(AvroInput in) throws IOException {
    @Nullable Object[] row = start.clone();
    for (int i = 0; i < readers.length; i++) {
      AvroReader reader = readers[i];
      if (reader == null) {
        GenericDatumReader.skip(schemas[i], in.decoder());
      } else {
        row[slots[i]] = reader.read(in);
      }
    }
    return row;
  }
}
