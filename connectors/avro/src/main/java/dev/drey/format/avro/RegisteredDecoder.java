// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Records that begin with the number of their schema: a zero byte, then four of a big-endian int.
 * Each is read by that schema, which is asked for once.
 */
final class RegisteredDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  static final byte MARK = 0;
  static final int HEADER = 5;

  /** For so long the registry is not asked again for a schema that it does not have. */
  private static final long UNKNOWN_NANOS = 30_000_000_000L;

  private final SchemaRegistry registry;
  private final @Nullable String wanted;
  private final DecoderContext context;
  private final AvroOptions options;
  private transient @Nullable Map<Integer, AvroDecoder> decoders;
  private transient @Nullable Map<Integer, Unreadable> unreadable;

  /** Of the record before, whose schema the next one mostly has. */
  private transient @Nullable AvroDecoder last;

  private transient int lastId;

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
    if (length < HEADER || bytes[offset] != MARK) {
      throw new BadRecordException(
          "the record does not begin with the number of its schema: a zero byte and four more");
    }
    int id = ByteBuffer.wrap(bytes, offset + 1, HEADER - 1).getInt();
    AvroDecoder decoder = last;
    if (decoder == null || id != lastId) {
      decoder = decoder(id);
      last = decoder;
      lastId = id;
    }
    return decoder.decode(bytes, offset + HEADER, length - HEADER);
  }

  private AvroDecoder decoder(int id) throws BadRecordException {
    Map<Integer, AvroDecoder> known = opened(decoders);
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

  private AvroDecoder made(int id) throws BadRecordException {
    List<String> schemas = registry.schemas(id);
    try {
      Schema written = parsed(schemas);
      Schema asked = wanted == null ? null : AvroOptions.parse(wanted);
      AvroDecoder decoder = new AvroDecoder(written, asked, context, options);
      decoder.openChecking();
      return decoder;
    } catch (AvroMismatch | SchemaParseException e) {
      throw new BadRecordException(
          "schema " + Integer.toUnsignedString(id) + " of the registry: " + e.getMessage());
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
