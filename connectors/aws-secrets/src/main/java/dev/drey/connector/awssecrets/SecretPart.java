// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.awssecrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.value.AutoValue;
import java.io.IOException;
import java.util.Optional;

/** A secret, or the value of one key of a secret that is a JSON object: {@code NAME#KEY}. */
@AutoValue
abstract class SecretPart {
  /** Neither names of secrets nor of parameters, nor ARNs, have a {@code #} in them. */
  static SecretPart of(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new AutoValue_SecretPart(text, Optional.empty())
        : new AutoValue_SecretPart(text.substring(0, hash), Optional.of(text.substring(hash + 1)));
  }

  abstract String name();

  abstract Optional<String> key();

  /**
   * What is meant of a secret's text.
   *
   * @throws IOException where it has no such key; the text is not in its words
   */
  String in(String secret) throws IOException {
    if (key().isEmpty()) {
      return secret;
    }
    JsonNode object;
    try {
      object = new ObjectMapper().readTree(secret);
    } catch (JsonProcessingException e) {
      // Its message quotes the text.
      throw new IOException("it is no JSON object, so it has no key `" + key().get() + "`");
    }
    JsonNode value = object.get(key().get());
    if (!object.isObject() || value == null || !value.isValueNode() || value.isNull()) {
      throw new IOException("it has no key `" + key().get() + "` with a text");
    }
    return value.asText();
  }
}
