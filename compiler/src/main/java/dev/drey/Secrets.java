// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.connector.Catalog;
import dev.drey.connector.SecretStore;
import dev.drey.plan.LogicalPlan;
import dev.drey.shape.SecretReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The secrets that a plan refers to, each read once from its store. */
final class Secrets {
  private final Catalog catalog;
  private final Map<SecretReference, String> read = new HashMap<>();

  Secrets(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The plan with the secrets in their places.
   *
   * @throws SecretException where one cannot be read
   */
  LogicalPlan in(LogicalPlan plan) throws SecretException {
    try {
      return plan.withOptions(options -> options.withSecrets(this::value));
    } catch (UncheckedIOException unreadable) {
      throw new SecretException(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /** What was read: never to be shown. */
  Collection<String> values() {
    return List.copyOf(read.values());
  }

  private String value(SecretReference reference) {
    return read.computeIfAbsent(reference, this::fetch);
  }

  private String fetch(SecretReference reference) {
    SecretStore store =
        catalog
            .secretStore(reference.store())
            .orElseThrow(() -> new IllegalStateException("no store " + reference.store()));
    try {
      return store.read(reference.name());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "cannot read the secret " + reference.text() + ": " + unreadable.getMessage(),
          unreadable);
    }
  }
}
