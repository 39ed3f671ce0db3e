// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import com.google.auto.value.AutoValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of a queue or a topic as it is sent. */
@AutoValue
public abstract class Message {
  static Message of(
      String body,
      @Nullable String subject,
      @Nullable String group,
      @Nullable String deduplicationId,
      Map<String, String> attributes) {
    return new AutoValue_Message(body, subject, group, deduplicationId, attributes);
  }

  public abstract String body();

  /** Of a topic. */
  public abstract @Nullable String subject();

  /** Messages of a group stay in order. */
  public abstract @Nullable String group();

  public abstract @Nullable String deduplicationId();

  public abstract Map<String, String> attributes();

  /** As SQS and SNS count them: the body and each attribute's name, type and value. */
  public final long bytes() {
    long bytes = utf8(body());
    for (Map.Entry<String, String> attribute : attributes().entrySet()) {
      bytes += utf8(attribute.getKey()) + utf8("String") + utf8(attribute.getValue());
    }
    return bytes;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
