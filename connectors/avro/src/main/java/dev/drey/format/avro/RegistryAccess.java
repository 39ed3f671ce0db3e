// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import java.io.Serializable;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Where a registry is, who we are to it, and for how long it is asked; its text hides who. */
final class RegistryAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> urls;
  private final String authorization;
  private final Duration patience;

  /**
   * @param authorization a header's value; empty for none
   */
  RegistryAccess(List<String> urls, String authorization, Duration patience) {
    this.urls = urls;
    this.authorization = authorization;
    this.patience = patience;
  }

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  static String bearer(String token) {
    return "Bearer " + token;
  }

  List<String> urls() {
    return urls;
  }

  Duration patience() {
    return patience;
  }

  void authorize(HttpRequest.Builder request) {
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
  }

  /** The registry at one of its addresses, as messages call it. */
  String at(String url) {
    return "the schema registry " + url;
  }

  /** The registry as messages call it. */
  @Override
  public String toString() {
    return at(String.join(", ", urls));
  }
}
