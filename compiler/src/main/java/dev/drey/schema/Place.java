// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.Span;
import java.util.Optional;

/**
 * Where a value stands: in the words of a message ({@code `window`}, {@code a stream}), in the file
 * (its key, or its own place in a list), and what the object around it is.
 */
final class Place {
  private final String title;
  private final Span span;
  private final Optional<Shape> around;
  private final String aroundTitle;

  Place(String title, Span span, Optional<Shape> around, String aroundTitle) {
    this.title = title;
    this.span = span;
    this.around = around;
    this.aroundTitle = aroundTitle;
  }

  String title() {
    return title;
  }

  /** The key, where the value has one. */
  Span span() {
    return span;
  }

  /** The shape of the object that holds the key. */
  Optional<Shape> around() {
    return around;
  }

  /** How the key's value may look, as YAML. */
  Optional<String> example() {
    return around.stream()
        .flatMap(object -> object.keys().stream())
        .filter(key -> title.equals("`" + key.name() + "`"))
        .findFirst()
        .flatMap(Key::example);
  }

  String aroundTitle() {
    return aroundTitle;
  }
}
