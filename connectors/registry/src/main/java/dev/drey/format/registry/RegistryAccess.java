// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import dev.drey.connector.tls.KeyMaterial;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where a registry is, who we are to it, and for how long it is asked; its text hides who. */
final class RegistryAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> urls;
  private final String authorization;
  private final Duration patience;

  /** Whom we trust and who we are, as a spec says it; none where Java knows. */
  private final transient @Nullable OptionValues tls;

  private final boolean hasKeys;
  private @Nullable KeyMaterial keys;

  /**
   * @param authorization a header's value; empty for none
   */
  RegistryAccess(
      List<String> urls, String authorization, Duration patience, Optional<OptionValues> tls) {
    this.urls = urls;
    this.authorization = authorization;
    this.patience = patience;
    this.tls = tls.orElse(null);
    this.hasKeys = tls.isPresent();
  }

  /** Reads keys and certificates, which are carried to the tasks then. */
  void prepare() {
    if (tls != null) {
      keys = KeyMaterial.read(tls, toString());
    }
  }

  /** Whom we trust and who we are; empty where Java knows. */
  Optional<SSLContext> tls() {
    if (hasKeys && keys == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return Optional.ofNullable(keys).map(KeyMaterial::context);
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
