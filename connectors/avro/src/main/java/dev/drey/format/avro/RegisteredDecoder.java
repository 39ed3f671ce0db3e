// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/** Records that begin with what their schema is: each is read by it, and it is asked for once. */
final class RegisteredDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  /** For so long the registry is not asked again for a schema that it does not have. */
  private static final long UNKNOWN_NANOS = 30_000_000_000L;

  private final SchemaRegistry registry;
  private final @Nullable String wanted;
  private final DecoderContext context;
  private final AvroOptions options;
  private transient @Nullable Map<SchemaId, AvroDecoder> decoders;
  private transient @Nullable Map<SchemaId, Unreadable> unreadable;

  /** Of the record before, whose schema the next one mostly has. */
  private transient @Nullable AvroDecoder last;

  private transient @Nullable SchemaId lastId;

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
    decoders = new HashMap<>();
    unreadable = new HashMap<>();
    last = null;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    SchemaId id = registry.id(bytes, offset, length);
    AvroDecoder decoder = last;
    if (decoder == null || !id.equals(lastId)) {
      decoder = decoder(id);
      last = decoder;
      lastId = id;
    }
    return registry.row(decoder, bytes, offset, length);
  }

  private AvroDecoder decoder(SchemaId id) throws BadRecordException {
    Map<SchemaId, AvroDecoder> known = opened(decoders);
    AvroDecoder decoder = known.get(id);
    if (decoder != null) {
      return decoder;
    }
    Unreadable before = opened(unreadable).get(id);
    if (before != null && System.nanoTime() - before.sinceNanos < UNKNOWN_NANOS) {
      throw new BadRecordException(before.reason);
    }
    try {
      decoder = made(id);
    } catch (BadRecordException e) {
      opened(unreadable).put(id, new Unreadable(String.valueOf(e.getMessage())));
      throw e;
    }
    known.put(id, decoder);
    return decoder;
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

  private static <T> T opened(@Nullable T made) {
    if (made == null) {
      throw new IllegalStateException("open() comes first");
    }
    return made;
  }

  private static final class Unreadable {
    private final String reason;
    private final long sinceNanos = System.nanoTime();

    Unreadable(String reason) {
      this.reason = reason;
    }
  }
}
