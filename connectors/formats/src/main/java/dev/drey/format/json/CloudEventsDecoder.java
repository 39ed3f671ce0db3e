// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.text.Utf8;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events to rows: the event is read as a row of its attributes and its data, whose columns then go
 * to where they are wanted.
 */
final class CloudEventsDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private static final byte[] BEFORE = ("{\"" + CloudEventsOptions.DATA + "\":").getBytes(UTF_8);
  private static final int HEADS = 2;

  private final JsonDecoder events;
  private final int size;

  /** Where in the row the attributes go, which stand behind the event's heads. */
  private final int[] attributes;

  /** Where the columns of the data go, or the data as a whole. */
  private final int[] data;

  /** Where an event, read as a row, has what its data is. */
  private final int contentType;

  /** The kind of the column that the data is as a whole; null where its keys are columns. */
  private final @Nullable TypeKind whole;

  private CloudEventsDecoder(
      JsonDecoder events,
      int size,
      int[] attributes,
      int[] data,
      int contentType,
      @Nullable TypeKind whole) {
    this.events = events;
    this.size = size;
    this.attributes = attributes;
    this.data = data;
    this.contentType = contentType;
    this.whole = whole;
  }

  static CloudEventsDecoder of(DecoderContext context) {
    Map<String, String> names = CloudEventsOptions.attributes(context.options());
    Optional<String> whole = CloudEventsOptions.whole(context.options());
    List<Field> event = new ArrayList<>();
    event.add(Field.of(CloudEventsOptions.VERSION, DataType.string()));
    event.add(Field.of(CloudEventsOptions.BYTES, DataType.bytes()));
    List<Integer> attributes = new ArrayList<>();
    List<Integer> data = new ArrayList<>();
    List<Field> keys = new ArrayList<>();
    TypeKind kind = null;
    for (int i = 0; i < context.produced().size(); i++) {
      if (context.positions().get(i) < 0) {
        continue;
      }
      Field column = context.produced().field(i);
      // What may not be NULL is checked where metadata has been filled in.
      DataType type = column.type().withNullable(true);
      String attribute = names.get(column.name());
      if (attribute != null) {
        event.add(Field.of(attribute, type));
        attributes.add(i);
      } else {
        data.add(i);
        keys.add(Field.of(column.name(), type));
        kind = whole.isPresent() ? type.kind() : null;
      }
    }
    // A key goes to one column: what is an attribute of the row already is read there.
    RowType attributesAlone = RowType.of(event);
    int contentType = attributesAlone.indexOf(CloudEventsOptions.CONTENT_TYPE);
    if (contentType < 0) {
      contentType = event.size();
      event.add(Field.of(CloudEventsOptions.CONTENT_TYPE, DataType.string()));
    }
    if (!data.isEmpty()) {
      event.add(
          Field.of(
              CloudEventsOptions.DATA,
              whole.isPresent() ? keys.get(0).type() : DataType.row(RowType.of(keys))));
    }
    RowType type = RowType.of(event);
    List<Integer> all = IntStream.range(0, type.size()).boxed().collect(Collectors.toList());
    return new CloudEventsDecoder(
        JsonDecoder.of(DecoderContext.of(type, type, all, context.options())),
        context.produced().size(),
        attributes.stream().mapToInt(slot -> slot).toArray(),
        data.stream().mapToInt(slot -> slot).toArray(),
        contentType,
        kind);
  }

  @Override
  public void open() {
    events.open();
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    @Nullable Object[] event = events.decode(bytes, offset, length);
    if (event == null) {
      return null;
    }
    if (!"1.0".equals(event[0])) {
      throw new BadRecordException(
          event[0] == null
              ? "the record is no event of CloudEvents: it has no `specversion`"
              : "the event is of version " + event[0] + " of CloudEvents, and 1.0 is read");
    }
    @Nullable Object[] row = new @Nullable Object[size];
    for (int i = 0; i < attributes.length; i++) {
      row[attributes[i]] = event[HEADS + i];
    }
    if (data.length > 0) {
      byte[] binary = (byte[]) event[1];
      Object value = event[event.length - 1];
      fill(row, value == null && binary != null ? unpacked(binary, event) : value);
    }
    return rowOf(row);
  }

  private void fill(@Nullable Object[] row, @Nullable Object value) {
    if (whole != null) {
      row[data[0]] = value;
    } else if (value != null) {
      for (int i = 0; i < data.length; i++) {
        row[data[i]] = ((Object[]) value)[i];
      }
    }
  }

  /** What stands in bytes is the data itself, in JSON unless the event says otherwise. */
  private @Nullable Object unpacked(byte[] binary, @Nullable Object[] event)
      throws BadRecordException {
    if (whole != null && whole.isBinary()) {
      return binary;
    }
    if (whole != null && whole.isCharacter() && !isJson(event[contentType])) {
      if (Utf8.firstInvalid(binary, 0, binary.length) >= 0) {
        throw new BadRecordException("the event's data are bytes that are not UTF-8 text");
      }
      return new String(binary, UTF_8);
    }
    byte[] wrapped = new byte[BEFORE.length + binary.length + 1];
    System.arraycopy(BEFORE, 0, wrapped, 0, BEFORE.length);
    System.arraycopy(binary, 0, wrapped, BEFORE.length, binary.length);
    wrapped[wrapped.length - 1] = '}';
    @Nullable Object[] again = events.decode(wrapped, 0, wrapped.length);
    return again == null ? null : again[again.length - 1];
  }

  private static boolean isJson(@Nullable Object contentType) {
    if (contentType == null) {
      return true;
    }
    String media = contentType.toString().split(";", 2)[0].strip();
    return media.endsWith("/json") || media.endsWith("+json");
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; the interface cannot say so.
  private static Object[] rowOf(@Nullable Object[] row) {
    return row;
  }
}
