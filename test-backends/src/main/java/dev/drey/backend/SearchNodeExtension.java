// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One {@link SearchNode} for all test classes of a run; a test makes indices of its own. */
public final class SearchNodeExtension implements BeforeAllCallback {
  private @Nullable SearchNode node;

  @Override
  public void beforeAll(ExtensionContext context) {
    node =
        context
            .getRoot()
            .getStore(Namespace.create(SearchNodeExtension.class))
            .getOrComputeIfAbsent("node", key -> SearchNode.start(), SearchNode.class);
  }

  public SearchNode node() {
    return requireNonNull(node, "beforeAll comes first");
  }
}
