// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The options that are paths of files or folders, whatever their names. */
public final class PathOptions {
  private PathOptions() {}

  /** The key of an object that says which file or folder it is about; not one further inside. */
  public static Optional<Key> of(Shape object) {
    return object.keys().stream().filter(Key::path).findFirst();
  }

  /** These values with every path changed, also those of objects inside. */
  public static OptionValues changed(
      Shape object, OptionValues values, UnaryOperator<String> change) {
    OptionValues changed = values;
    for (Key key : object.keys()) {
      Optional<Object> value = values.find(key);
      if (value.isPresent()) {
        Object inner = changed(key.shape(), key.path(), value.get(), change);
        changed = inner.equals(value.get()) ? changed : changed.with(key, inner);
      }
    }
    return changed;
  }

  private static Object changed(
      Shape shape, boolean path, Object value, UnaryOperator<String> change) {
    switch (shape.kind()) {
      case OBJECT:
        return changed(shape, (OptionValues) value, change);
      case MAP:
        Map<String, Object> entries = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (name, inner) ->
                    entries.put(
                        String.valueOf(name), changed(shape.element(), path, inner, change)));
        return entries;
      case LIST:
        List<Object> elements = new ArrayList<>();
        ((List<?>) value)
            .forEach(element -> elements.add(changed(shape.element(), path, element, change)));
        return elements;
      case ONE_OF:
        return Branches.taken(shape, value)
            .map(branch -> changed(branch, path, value, change))
            .orElse(value);
      default:
        return path && value instanceof String ? change.apply((String) value) : value;
    }
  }
}
