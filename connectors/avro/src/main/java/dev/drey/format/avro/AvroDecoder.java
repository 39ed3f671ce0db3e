// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Records of one schema, which are nothing but their fields' values. */
final class AvroDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final String schema;
  private final @Nullable String wanted;
  private final DecoderContext context;
  private final AvroOptions options;
  private transient @Nullable AvroRowReader reader;
  private transient @Nullable BinaryDecoder decoder;

  AvroDecoder(Schema schema, DecoderContext context, AvroOptions options) {
    this(schema, null, context, options);
  }

  /**
   * @param wanted as {@link AvroRowReader#top} says
   */
  AvroDecoder(Schema schema, @Nullable Schema wanted, DecoderContext context, AvroOptions options) {
    this.schema = schema.toString();
    this.wanted = wanted == null ? null : wanted.toString();
    this.context = context;
    this.options = options;
  }

  @Override
  public void open() {
    try {
      openChecking();
    } catch (AvroMismatch mismatch) {
      throw new IllegalStateException("the schema was checked before", mismatch);
    }
  }

  /** As {@link #open}, with a schema of which nothing is known yet. */
  void openChecking() throws AvroMismatch {
    Schema asked = wanted == null ? null : AvroOptions.parse(wanted);
    reader = AvroRowReader.top(AvroOptions.parse(schema), asked, context, options.truncateTimes());
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Object[] decode(byte[] bytes, int offset, int length) throws BadRecordException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
    decoder = in;
    AvroInput input = new AvroInput(in);
    @Nullable Object[] row;
    boolean ended;
    try {
      row = requireNonNull(reader, "open() comes first").read(input);
      ended = in.isEnd();
    } catch (EOFException e) {
      throw new BadRecordException("the record ends too early for its schema");
    } catch (IOException | RuntimeException e) {
      // Avro's decoder has a runtime exception of another class for each kind of damage.
      throw new BadRecordException("the record is not one of its schema: " + e.getMessage());
    }
    input.check();
    if (!ended) {
      throw new BadRecordException("the record goes on after the end of its schema");
    }
    return rowOf(row);
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; the interface cannot say so.
  private static Object[] rowOf(@Nullable Object[] row) {
    return row;
  }
}
