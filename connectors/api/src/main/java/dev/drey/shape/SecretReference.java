// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * Where a secret is kept, in the place of its value: {@code {secret: file:/run/secrets/kafka}}. No
 * secret itself: it may be shown.
 */
@AutoValue
public abstract class SecretReference implements Serializable {
  private static final long serialVersionUID = 1;

  /** What a spec writes in the place of a secret's value. */
  static final Shape SHAPE =
      Shape.object(
          Key.required(
                  "secret",
                  Shape.string(),
                  "Where the secret is kept, as STORE:NAME; it is read where the job is started.")
              .withExample("file:/run/secrets/kafka"));

  /** A shape with such a reference for another choice. */
  public static Shape or(Shape shape) {
    return Shape.oneOf(shape, SHAPE);
  }

  /** Whether a shape is one of {@link #or}. */
  static boolean isTakenBy(Shape shape) {
    return shape.kind() == Shape.Kind.ONE_OF && shape.branches().contains(SHAPE);
  }

  /**
   * @param text {@code STORE:NAME}
   */
  static SecretReference of(String text) {
    return new AutoValue_SecretReference(text);
  }

  /** As it is written. */
  public abstract String text();

  /** The store, before the first colon; all of the text where there is none. */
  public final String store() {
    int colon = text().indexOf(':');
    return colon < 0 ? text() : text().substring(0, colon);
  }

  /** The name in the store; empty where there is none. */
  public final String name() {
    int colon = text().indexOf(':');
    return colon < 0 ? "" : text().substring(colon + 1);
  }

  @Override
  public final String toString() {
    return "{secret: " + text() + "}";
  }
}
