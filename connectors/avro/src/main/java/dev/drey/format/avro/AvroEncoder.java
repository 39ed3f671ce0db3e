// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.util.Objects.requireNonNull;

import dev.drey.format.RowEncoder;
import dev.drey.type.RowType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Rows to records of one schema. */
final class AvroEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final String schema;
  private final RowType type;
  private transient @Nullable AvroRowWriter writer;
  private transient @Nullable BinaryEncoder encoder;
  private transient @Nullable ByteArrayOutputStream bytes;
  private transient byte @Nullable [] header;

  AvroEncoder(Schema schema, RowType type) {
    this.schema = schema.toString();
    this.type = type;
  }

  /** Has each record begin with these bytes from here on. */
  void beginWith(byte[] start) {
    header = start.clone();
  }

  @Override
  public void open() {
    try {
      writer = AvroRowWriter.of(AvroOptions.parse(schema), type, "");
    } catch (AvroMismatch mismatch) {
      throw new IllegalStateException("the schema was checked before", mismatch);
    }
    bytes = new ByteArrayOutputStream();
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public byte[] encode(Object[] row) {
    ByteArrayOutputStream out = requireNonNull(bytes, "open() comes first");
    out.reset();
    if (header != null) {
      out.write(header, 0, header.length);
    }
    BinaryEncoder binary = EncoderFactory.get().directBinaryEncoder(out, encoder);
    encoder = binary;
    try {
      requireNonNull(writer).write(row, binary);
      binary.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a row cannot be written: " + e.getMessage(), e);
    }
    return out.toByteArray();
  }

  @Override
  public String fileSuffix() {
    return ".avro";
  }
}
