package dev.drey.connector;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Bad records on their way from a source's reader to the stream that {@code onError: {to}} names.
 * Within the source they travel among the good rows, as a row with one slot that holds a {@link
 * BadRecord}, so that per-split watermarks see neither more nor fewer records; the translator's
 * next operator, always chained, takes them apart.
 */
public final class BadRecords {
  private BadRecords() {}

  /** Whether a row that a source emitted is a bad record. */
  public static boolean isBad(Object[] row) {
    return row.length == 1 && row[0] instanceof BadRecord;
  }

  /** The row that carries a bad record through the source's output. */
  public static Object[] wrap(BadRecord record) {
    return new Object[] {record};
  }

  /** The columns of a bad-record stream: four of our own, then the connector's position. */
  public static RowType rowType(ConnectorDescriptor descriptor) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("source", DataType.string().notNull()));
    fields.add(Field.of("reason", DataType.string().notNull()));
    fields.add(Field.of("raw", DataType.bytes()));
    fields.add(Field.of("received_at", DataType.of(TypeKind.TIMESTAMP_LTZ).notNull()));
    for (String key : descriptor.position()) {
      for (MetadataColumn column : descriptor.metadata()) {
        if (column.key().equals(key)) {
          fields.add(Field.of(key, column.type().withNullable(true)));
        }
      }
    }
    return RowType.of(fields);
  }
}
