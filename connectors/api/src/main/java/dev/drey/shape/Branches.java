// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which branch of a choice a value was read into: the first that has the value's form. */
public final class Branches {
  private Branches() {}

  /** Empty where the value has the form of none. */
  public static Optional<Shape> taken(Shape oneOf, Object value) {
    return oneOf.branches().stream().filter(branch -> fits(branch, value)).findFirst();
  }

  /** Whether the value has the form of the branch, as deep as forms tell branches apart. */
  private static boolean fits(Shape branch, Object value) {
    switch (branch.kind()) {
      case OBJECT:
        return value instanceof OptionValues
            && branch.keys().stream()
                .noneMatch(key -> key.required() && !((OptionValues) value).has(key))
            && ((OptionValues) value)
                .asMap().keySet().stream().allMatch(name -> hasKey(branch, name));
      case MAP:
        return value instanceof Map;
      case LIST:
        return value instanceof List;
      case ONE_OF:
        return taken(branch, value).isPresent();
      case ENUM:
        return value instanceof String && branch.texts().contains(value);
      default:
        return !(value instanceof OptionValues || value instanceof Map || value instanceof List);
    }
  }

  private static boolean hasKey(Shape object, String name) {
    return object.keys().stream().anyMatch(key -> key.name().equals(name));
  }
}
