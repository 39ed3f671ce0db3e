// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One format over one row type: decoders and encoders as a task manager gets them. */
public final class Formats {
  private Formats() {}

  /** {@code row("a", DataType.string(), "b", ...)}. */
  public static RowType row(Object... namesAndTypes) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.add(Field.of((String) namesAndTypes[i], (DataType) namesAndTypes[i + 1]));
    }
    return RowType.of(fields);
  }

  public static RowDecoder decoder(Format format, RowType type, OptionValues options) {
    List<Integer> positions = IntStream.range(0, type.size()).boxed().collect(Collectors.toList());
    return decoder(format, DecoderContext.of(type, type, positions, options));
  }

  public static RowDecoder decoder(Format format, DecoderContext context) {
    RowDecoder decoder = travelled(format.decoder(context));
    decoder.open();
    return decoder;
  }

  public static RowEncoder encoder(Format format, RowType type, OptionValues options) {
    RowEncoder encoder = travelled(format.encoder(type, options));
    encoder.open();
    return encoder;
  }

  /** The row of a record that does not start at the first byte of its array, as in a file. */
  public static Object @Nullable [] decode(RowDecoder decoder, String record)
      throws BadRecordException {
    byte[] bytes = ("##" + record + "##").getBytes(UTF_8);
    return decoder.decode(bytes, 2, bytes.length - 4);
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what was written a line before
  private static <T extends Serializable> T travelled(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
      out.flush();
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
