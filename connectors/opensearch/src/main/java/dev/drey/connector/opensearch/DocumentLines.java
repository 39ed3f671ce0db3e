// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a bulk request that a row makes: what is done to which document, and the document.
 * Without an id a document is made (`create`), which is also what a data stream takes.
 */
final class DocumentLines implements Serializable {
  private static final long serialVersionUID = 1;

  /** As the documentation of the field {@code _id} has it. */
  private static final int LONGEST_ID = 512;

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] MERGE_START = "{\"doc\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MERGE_END =
      ",\"doc_as_upsert\":true}".getBytes(StandardCharsets.US_ASCII);

  /** What is done, as a bulk request calls it in lower case. */
  private enum Action {
    CREATE,
    INDEX,
    UPDATE,
    DELETE
  }

  private final IndexNames indices;
  private final @Nullable RowFunction id;
  private final boolean merge;
  private final boolean changing;
  private final RowEncoder encoder;

  /**
   * @param changing whether a {@link RowChange} stands behind the columns
   * @param encoder that makes a row a JSON object on one line
   */
  DocumentLines(
      IndexNames indices,
      @Nullable RowFunction id,
      boolean merge,
      boolean changing,
      RowEncoder encoder) {
    this.indices = indices;
    this.id = id;
    this.merge = merge;
    this.changing = changing;
    this.encoder = encoder;
  }

  /** Called once before the first row. */
  void open() {
    indices.open();
    Optional.ofNullable(id).ifPresent(RowFunction::open);
    encoder.open();
  }

  boolean indexIsFixed() {
    return indices.areFixed();
  }

  DocumentWrite of(Object[] row) throws RefusedRowException {
    String index = indices.of(row);
    String document = id == null ? null : idOf(id, row);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    if (changing && RowChange.in(row) == RowChange.DELETE) {
      action(Action.DELETE, index, document, lines);
    } else {
      action(
          document == null ? Action.CREATE : merge ? Action.UPDATE : Action.INDEX,
          index,
          document,
          lines);
      byte[] json = encoder.encode(row);
      if (merge) {
        lines.write(MERGE_START, 0, MERGE_START.length);
      }
      lines.write(json, 0, json.length);
      if (merge) {
        lines.write(MERGE_END, 0, MERGE_END.length);
      }
      lines.write('\n');
    }
    return new DocumentWrite(
        document == null ? null : List.of(index, document), lines.toByteArray());
  }

  private static String idOf(RowFunction expression, Object[] row) throws RefusedRowException {
    Object value = expression.apply(row);
    String id = value == null ? "" : value.toString();
    if (id.isEmpty()) {
      throw new RefusedRowException(
          "its `id` is " + (value == null ? "NULL" : "empty") + ", and no document has such a one");
    }
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_ID) {
      throw new RefusedRowException(
          "its `id` has " + bytes + " bytes, and the most that is taken is " + LONGEST_ID);
    }
    return id;
  }

  private static void action(
      Action action, String index, @Nullable String id, ByteArrayOutputStream lines)
      throws RefusedRowException {
    try (JsonGenerator json = JSON.createGenerator(lines)) {
      json.writeStartObject();
      json.writeObjectFieldStart(action.name().toLowerCase(Locale.ROOT));
      json.writeStringField("_index", index);
      if (id != null) {
        json.writeStringField("_id", id);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException noText) {
      throw new RefusedRowException("its `id` is no text: " + noText.getMessage());
    }
    lines.write('\n');
  }
}
