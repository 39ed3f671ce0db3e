// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.util.Objects.requireNonNull;

import dev.drey.format.RowEncoder;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows to events: what is the same in all of them, the attributes that have a value, the data. */
final class CloudEventsEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final byte[] start;
  private final List<Attribute> attributes;
  private final byte[] beforeData;
  private final int[] data;
  private final @Nullable JsonWriter value;
  private final boolean whole;
  private transient @Nullable Utf8Buffer buffer;

  private CloudEventsEncoder(
      byte[] start,
      List<Attribute> attributes,
      byte[] beforeData,
      int[] data,
      @Nullable JsonWriter value,
      boolean whole) {
    this.start = start;
    this.attributes = attributes;
    this.beforeData = beforeData;
    this.data = data;
    this.value = value;
    this.whole = whole;
  }

  static CloudEventsEncoder of(RowType type, OptionValues options) {
    Map<String, String> names = CloudEventsOptions.attributes(options);
    Optional<String> whole = CloudEventsOptions.whole(options);
    Utf8Buffer start = new Utf8Buffer();
    start.append('{');
    entry(CloudEventsOptions.VERSION, "1.0", start);
    CloudEventsOptions.fixed(options)
        .forEach(
            (name, text) -> {
              start.append(',');
              entry(name, text, start);
            });
    boolean typed =
        names.containsValue(CloudEventsOptions.CONTENT_TYPE)
            || CloudEventsOptions.fixed(options).containsKey(CloudEventsOptions.CONTENT_TYPE);
    List<Attribute> attributes = new ArrayList<>();
    List<Integer> data = new ArrayList<>();
    List<Field> keys = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      Field column = type.field(i);
      String attribute = names.get(column.name());
      if (attribute != null) {
        attributes.add(new Attribute(i, column, attribute));
      } else {
        data.add(i);
        keys.add(column);
      }
    }
    Utf8Buffer before = new Utf8Buffer();
    if (!typed) {
      before.append(',');
      entry(CloudEventsOptions.CONTENT_TYPE, CloudEventsOptions.JSON, before);
    }
    key(CloudEventsOptions.DATA, before);
    return new CloudEventsEncoder(
        start.toByteArray(),
        attributes,
        before.toByteArray(),
        data.stream().mapToInt(slot -> slot).toArray(),
        data.isEmpty()
            ? null
            : whole.isPresent()
                ? JsonWriter.of(keys.get(0).type())
                : JsonWriter.RowWriter.of(RowType.of(keys)),
        whole.isPresent());
  }

  private static void entry(String name, String text, Utf8Buffer out) {
    JsonText.write(name, out);
    out.append(':');
    JsonText.write(text, out);
  }

  private static void key(String name, Utf8Buffer out) {
    out.append(',');
    JsonText.write(name, out);
    out.append(':');
  }

  @Override
  public void open() {
    buffer = new Utf8Buffer();
  }

  @Override
  public byte[] encode(Object[] row) {
    Utf8Buffer out = requireNonNull(buffer, "open() comes first");
    out.clear();
    out.append(start);
    for (Attribute attribute : attributes) {
      attribute.write(row, out);
    }
    if (value != null) {
      out.append(beforeData);
      value.writeNullable(whole ? row[data[0]] : dataOf(row), out);
    }
    out.append('}');
    return out.toByteArray();
  }

  private Object[] dataOf(Object[] row) {
    Object[] columns = new Object[data.length];
    for (int i = 0; i < data.length; i++) {
      columns[i] = row[data[i]];
    }
    return columns;
  }

  @Override
  public String fileSuffix() {
    return ".jsonl";
  }

  /** A column that is an attribute; one that has no value is left out. */
  private static final class Attribute implements Serializable {
    private static final long serialVersionUID = 1;

    private final int slot;
    private final String name;
    private final byte[] key;
    private final JsonWriter value;

    Attribute(int slot, Field column, String name) {
      this.slot = slot;
      this.name = name;
      Utf8Buffer written = new Utf8Buffer();
      key(name, written);
      this.key = written.toByteArray();
      this.value = JsonWriter.of(column.type());
    }

    void write(Object[] row, Utf8Buffer out) {
      Object attribute = row[slot];
      if ("".equals(attribute) && CloudEventsOptions.REQUIRED.contains(name)) {
        throw new UncheckedIOException(
            new IOException("an event has a `" + name + "`, and this row's is the empty text"));
      }
      if (attribute != null) {
        out.append(key);
        value.write(attribute, out);
      }
    }
  }
}
