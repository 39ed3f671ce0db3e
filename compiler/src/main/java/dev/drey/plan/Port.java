// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/** One output of a node, as another node reads it. */
@AutoValue
public abstract class Port {
  public static Port of(String node, String port) {
    return new AutoValue_Port(node, port);
  }

  /** The ordinary output of a node. */
  public static Port out(String node) {
    return of(node, PlanNode.OUT);
  }

  /** The node's id. */
  public abstract String node();

  public abstract String port();

  /** {@code node} or {@code node[port]}. */
  @Override
  public final String toString() {
    return port().equals(PlanNode.OUT) ? node() : node() + "[" + port() + "]";
  }
}
