// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.registry.MadeOnce;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/** Records that begin with what their schema is: each is read by it, and it is asked for once. */
final class RegisteredDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final SchemaRegistry registry;
  private final @Nullable String wanted;
  private final DecoderContext context;
  private final AvroOptions options;
  private transient @Nullable MadeOnce<SchemaId, AvroDecoder> decoders;

  /**
   * @param wanted what the spec says that records are; null where it says nothing
   */
  RegisteredDecoder(
      SchemaRegistry registry,
      @Nullable Schema wanted,
      DecoderContext context,
      AvroOptions options) {
    this.registry = registry;
    this.wanted = wanted == null ? null : wanted.toString();
    this.context = context;
    this.options = options;
  }

  @Override
  public void prepare() {
    registry.prepare();
  }

  @Override
  public void open() {
    registry.open();
    decoders = new MadeOnce<>(this::made);
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    SchemaId id = registry.id(bytes, offset, length);
    AvroDecoder decoder = requireNonNull(decoders, "open() comes first").get(id);
    return registry.row(decoder, bytes, offset, length);
  }

  private AvroDecoder made(SchemaId id) throws BadRecordException {
    List<String> schemas = registry.schemas(id);
    try {
      Schema written = parsed(schemas);
      Schema asked = wanted == null ? null : AvroOptions.parse(wanted);
      AvroDecoder decoder = new AvroDecoder(written, asked, context, options);
      decoder.openChecking();
      return decoder;
    } catch (AvroMismatch | SchemaParseException e) {
      throw new BadRecordException(
          "schema " + registry.name(id) + " of the registry: " + e.getMessage());
    }
  }

  /** The last one, which may name those before it. */
  private static Schema parsed(List<String> schemas) {
    Schema.Parser parser = new Schema.Parser();
    Schema last = Schema.create(Schema.Type.NULL);
    for (String schema : schemas) {
      last = parser.parse(schema);
    }
    return last;
  }
}
