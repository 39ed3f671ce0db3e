// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import java.io.IOException;
import java.util.List;

/**
 * Where secrets are kept that a spec refers to as {@code {secret: STORE:NAME}}. Found as connectors
 * are, by {@code META-INF/services}. Asked where a job is started, never where a spec is validated.
 */
public interface SecretStore {
  /** What stands before the colon. */
  String name();

  /** What stands behind it, for people: {@code NAME#KEY}. */
  String form();

  /**
   * The secret.
   *
   * @throws IOException where it cannot be read, in words that do not show it
   */
  String read(String secret) throws IOException;

  /** What the job's role has to be allowed for this secret. */
  default List<Permission> permissions(String secret) {
    return List.of();
  }
}
