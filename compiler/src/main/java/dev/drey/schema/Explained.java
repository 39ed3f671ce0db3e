// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.yaml.YamlEntry;
import java.util.Optional;
import java.util.Set;

/** What an unknown key tells of the keys that are not there. */
final class Explained {
  private final Set<String> keys;
  private final Optional<YamlEntry> entry;

  private Explained(Set<String> keys, Optional<YamlEntry> entry) {
    this.keys = Set.copyOf(keys);
    this.entry = entry;
  }

  static Explained of(Set<String> keys) {
    return new Explained(keys, Optional.empty());
  }

  static Explained as(Set<String> keys, YamlEntry entry) {
    return new Explained(keys, Optional.of(entry));
  }

  /** The keys whose absence it explains. */
  Set<String> keys() {
    return keys;
  }

  /** The entry under the key that was meant, where that key is free. */
  Optional<YamlEntry> entry() {
    return entry;
  }
}
