// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a registry answered. */
final class RegistryAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CHARACTERS = 500;

  private final int status;
  private final String body;

  RegistryAnswer(int status, String body) {
    this.status = status;
    this.body = body;
  }

  int status() {
    return status;
  }

  /**
   * The body of an answer that is what was asked for.
   *
   * @throws RegistryException of one that is not
   */
  JsonNode wanted(RegistryAccess registry) {
    if (status / 100 == 2) {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new RegistryException(registry + " answers with what is no JSON", null);
      }
    }
    String who = status == 401 || status == 403 ? ": it does not let us in" : "";
    throw new RegistryException(
        registry + " answers with status " + status + who + ": " + message(), null);
  }

  /** Its own words. */
  String message() {
    String text = body;
    try {
      text = JSON.readTree(body).path("message").asText(body);
    } catch (JsonProcessingException e) {
      // Something between us and the registry answered, in words of its own.
    }
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
  }
}
