// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One secured {@link KafkaBroker} for all test classes of a run: started for the first that asks,
 * ended after the last. A test makes topics of its own.
 */
public final class KafkaBrokerExtension implements BeforeAllCallback {
  private @Nullable KafkaBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(Namespace.create(KafkaBrokerExtension.class))
            .getOrComputeIfAbsent("broker", key -> KafkaBroker.startSecured(), KafkaBroker.class);
  }

  public KafkaBroker broker() {
    return requireNonNull(broker, "beforeAll comes first");
  }
}
