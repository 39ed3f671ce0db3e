// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one value of a type as JSON text. */
abstract class JsonWriter implements Serializable {
  private static final long serialVersionUID = 1;
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  static JsonWriter of(DataType type) {
    switch (type.kind()) {
      case ROW:
        return RowWriter.of(type.row());
      case ARRAY:
        return new ListWriter(of(type.element()));
      case MAP:
        return new MapWriter(
            ScalarText.of(type.key(), Mismatch.of("key", type.key())), of(type.element()));
      default:
        return new ScalarWriter(type.kind());
    }
  }

  /** Appends the value, which is not null. */
  abstract void write(Object value, Utf8Buffer out);

  void writeNullable(@Nullable Object value, Utf8Buffer out) {
    if (value == null) {
      out.append(NULL);
    } else {
      write(value, out);
    }
  }

  /** An object with the same keys every time: they are escaped and encoded once. */
  static final class RowWriter extends JsonWriter {
    private static final long serialVersionUID = 1;

    private final byte[][] keys;
    private final JsonWriter[] values;

    private RowWriter(byte[][] keys, JsonWriter[] values) {
      this.keys = keys;
      this.values = values;
    }

    static RowWriter of(RowType type) {
      byte[][] keys = new byte[type.size()][];
      JsonWriter[] values = new JsonWriter[type.size()];
      Utf8Buffer key = new Utf8Buffer();
      for (int i = 0; i < keys.length; i++) {
        key.clear();
        key.append(i == 0 ? '{' : ',');
        JsonText.write(type.field(i).name(), key);
        key.append(':');
        keys[i] = key.toByteArray();
        values[i] = JsonWriter.of(type.field(i).type());
      }
      return new RowWriter(keys, values);
    }

    @Override
    void write(Object value, Utf8Buffer out) {
      Object[] row = (Object[]) value;
      if (keys.length == 0) {
        out.append('{');
      }
      for (int i = 0; i < keys.length; i++) {
        out.append(keys[i]);
        values[i].writeNullable(row[i], out);
      }
      out.append('}');
    }
  }

  private static final class ListWriter extends JsonWriter {
    private static final long serialVersionUID = 1;

    private final JsonWriter element;

    ListWriter(JsonWriter element) {
      this.element = element;
    }

    @Override
    void write(Object value, Utf8Buffer out) {
      char before = '[';
      for (Object each : (List<?>) value) {
        out.append(before);
        element.writeNullable(each, out);
        before = ',';
      }
      if (before == '[') {
        out.append('[');
      }
      out.append(']');
    }
  }

  private static final class MapWriter extends JsonWriter {
    private static final long serialVersionUID = 1;

    private final ScalarText key;
    private final JsonWriter element;

    MapWriter(ScalarText key, JsonWriter element) {
      this.key = key;
      this.element = element;
    }

    @Override
    void write(Object value, Utf8Buffer out) {
      char before = '{';
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        out.append(before);
        writeKey(entry.getKey(), out);
        out.append(':');
        element.writeNullable(entry.getValue(), out);
        before = ',';
      }
      if (before == '{') {
        out.append('{');
      }
      out.append('}');
    }

    private void writeKey(@Nullable Object mapKey, Utf8Buffer out) {
      if (mapKey instanceof String) {
        JsonText.write((String) mapKey, out);
      } else if (mapKey == null) {
        // SQL maps may have a NULL key, JSON has none: the word that Flink's JSON format takes.
        JsonText.write("null", out);
      } else {
        out.append('"');
        key.write(mapKey, out);
        out.append('"');
      }
    }
  }

  private static final class ScalarWriter extends JsonWriter {
    private static final long serialVersionUID = 1;

    private final TypeKind kind;

    ScalarWriter(TypeKind kind) {
      this.kind = kind;
    }

    @Override
    void write(Object value, Utf8Buffer out) {
      switch (kind) {
        case CHAR:
        case VARCHAR:
          JsonText.write((String) value, out);
          break;
        case BOOLEAN:
          out.appendAscii((Boolean) value ? "true" : "false");
          break;
        case FLOAT:
        case DOUBLE:
          quoteUnless(Double.isFinite(((Number) value).doubleValue()), value, out);
          break;
        default:
          quoteUnless(kind.isNumeric(), value, out);
      }
    }

    private void quoteUnless(boolean number, Object value, Utf8Buffer out) {
      if (number) {
        ScalarText.writeAscii(kind, value, out);
      } else {
        out.append('"');
        ScalarText.writeAscii(kind, value, out);
        out.append('"');
      }
    }
  }
}
