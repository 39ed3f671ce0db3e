// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.source.Span;

/** A value in a spec with its place: a {@link YamlScalar}, a sequence or a mapping. */
public interface YamlNode {
  Span span();

  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of node. */
  interface Visitor<R> {
    R scalar(YamlScalar scalar);

    R sequence(YamlSequence sequence);

    R mapping(YamlMapping mapping);
  }
}
