// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.yaml.YamlNode;
import java.util.Optional;

/**
 * What can be read of a value, after its problems have been reported: all of it, the rest without
 * the wrong parts, or nothing. What can be read has the value's shape.
 */
final class Legible {
  private final Optional<YamlNode> node;
  private final boolean whole;

  private Legible(Optional<YamlNode> node, boolean whole) {
    this.node = node;
    this.whole = whole;
  }

  static Legible of(YamlNode node, boolean whole) {
    return new Legible(Optional.of(node), whole);
  }

  static Legible nothing() {
    return new Legible(Optional.empty(), false);
  }

  Optional<YamlNode> node() {
    return node;
  }

  /** Whether nothing is wrong with the value. */
  boolean whole() {
    return whole;
  }
}
