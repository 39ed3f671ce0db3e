// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import java.util.Optional;

/**
 * A connector as a job needs it: with its roles, which know Flink. What compiles a spec asks the
 * {@link Connector} alone.
 */
public interface JobConnector extends Connector {
  /**
   * @throws IllegalArgumentException where it describes itself and cannot be run
   */
  static JobConnector of(Connector connector) {
    if (connector instanceof JobConnector) {
      return (JobConnector) connector;
    }
    throw new IllegalArgumentException(connector.descriptor().name() + " has no roles in a job");
  }

  /** Present where the descriptor has options of a source. */
  default Optional<SourceRole> asSource() {
    return Optional.empty();
  }

  /** Present where the descriptor has options of a sink. */
  default Optional<SinkRole> asSink() {
    return Optional.empty();
  }

  /** Present where the descriptor has options of a lookup. */
  default Optional<LookupRole> asLookup() {
    return Optional.empty();
  }
}
