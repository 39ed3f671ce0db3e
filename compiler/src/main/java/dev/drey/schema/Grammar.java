// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.auto.value.AutoValue;
import dev.drey.shape.Shape;
import java.util.Map;

/** The shape of a whole file, with the named shapes that it refers to. */
@AutoValue
abstract class Grammar {
  static Grammar of(String title, Shape root, Map<String, Shape> definitions) {
    return new AutoValue_Grammar(title, root, definitions);
  }

  abstract String title();

  abstract Shape root();

  /** By name, as {@link Shape#reference} uses them. */
  abstract Map<String, Shape> definitions();

  /** The shape itself, or the one that a reference stands for. */
  Shape resolve(Shape shape) {
    if (shape.kind() != Shape.Kind.REFERENCE) {
      return shape;
    }
    String name = shape.texts().get(0);
    Shape named = definitions().get(name);
    if (named == null) {
      throw new IllegalStateException("no shape is called " + name);
    }
    return shape.mayBeEmpty() ? named.orEmpty() : named;
  }
}
