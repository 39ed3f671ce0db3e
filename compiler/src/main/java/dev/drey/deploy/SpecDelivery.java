// SPDX-License-Identifier: Apache-2.0
package dev.drey.deploy;

import com.google.auto.value.AutoValue;
import java.util.Map;
import java.util.Optional;

/**
 * What an application's properties say about its spec: the text itself, or where it is and what its
 * bytes hash to. Exactly one of {@link #text} and {@link #uri} is present.
 */
@AutoValue
public abstract class SpecDelivery {
  static SpecDelivery ofText(String text, Map<String, String> params) {
    return new AutoValue_SpecDelivery(
        Optional.of(text), Optional.empty(), Optional.empty(), Map.copyOf(params));
  }

  static SpecDelivery ofUri(String uri, String sha256, Map<String, String> params) {
    return new AutoValue_SpecDelivery(
        Optional.empty(), Optional.of(uri), Optional.of(sha256), Map.copyOf(params));
  }

  /** The spec, where the properties hold it. */
  public abstract Optional<String> text();

  /** {@code s3://...} or {@code file:...}. */
  public abstract Optional<String> uri();

  /** In hexadecimal, of the bytes at {@link #uri}; present where that is. */
  public abstract Optional<String> sha256();

  /** Values for the spec's parameters. */
  public abstract Map<String, String> params();
}
