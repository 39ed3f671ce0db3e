// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import dev.drey.connector.async.RefusedRowException;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowFunction;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a row's message is made of. */
public final class MessageParts implements Serializable {
  private static final long serialVersionUID = 1;

  private final RowEncoder encoder;
  private final @Nullable RowFunction subject;
  private final @Nullable RowFunction group;
  private final @Nullable RowFunction deduplicationId;
  private final LinkedHashMap<String, RowFunction> attributes;

  public MessageParts(
      RowEncoder encoder,
      @Nullable RowFunction subject,
      @Nullable RowFunction group,
      @Nullable RowFunction deduplicationId,
      LinkedHashMap<String, RowFunction> attributes) {
    this.encoder = encoder;
    this.subject = subject;
    this.group = group;
    this.deduplicationId = deduplicationId;
    this.attributes = attributes;
  }

  /** Called once before the first row. */
  public void open() {
    encoder.open();
    Stream.of(Optional.ofNullable(subject), Optional.ofNullable(group))
        .flatMap(Optional::stream)
        .forEach(RowFunction::open);
    Optional.ofNullable(deduplicationId).ifPresent(RowFunction::open);
    attributes.values().forEach(RowFunction::open);
  }

  public Message message(Object[] row) throws RefusedRowException {
    String ofGroup = text(group, row);
    if (group != null && ofGroup == null) {
      throw new RefusedRowException("its `group` is NULL, and no message can be without");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, RowFunction> attribute : attributes.entrySet()) {
      String value = text(attribute.getValue(), row);
      if (value != null) {
        values.put(attribute.getKey(), value);
      }
    }
    return Message.of(body(row), text(subject, row), ofGroup, text(deduplicationId, row), values);
  }

  private static @Nullable String text(@Nullable RowFunction expression, Object[] row) {
    Object value = expression == null ? null : expression.apply(row);
    return value == null ? null : value.toString();
  }

  private String body(Object[] row) throws RefusedRowException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(encoder.encode(row)))
          .toString();
    } catch (CharacterCodingException noText) {
      throw new RefusedRowException("a message is a text, and these bytes are not UTF-8");
    }
  }
}
