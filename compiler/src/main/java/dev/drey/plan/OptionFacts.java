// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.schema.Quantities;
import dev.drey.schema.SecretLook;
import dev.drey.shape.Branches;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.SecretReference;
import dev.drey.shape.Shape;
import dev.drey.shape.SpecText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of options as data: durations, numbers, lists, and {@code ***} for a secret. */
final class OptionFacts {
  private OptionFacts() {}

  /**
   * @param secret whether everything below is one
   */
  static FactValue value(Shape shape, Object value, boolean secret) {
    switch (shape.kind()) {
      case OBJECT:
        OptionValues options = (OptionValues) value;
        Map<String, FactValue> object = new LinkedHashMap<>();
        for (Key key : shape.keys()) {
          options
              .find(key)
              .ifPresent(
                  inner ->
                      object.put(key.name(), value(key.shape(), inner, secret || key.secret())));
        }
        return FactValue.of(object);
      case MAP:
        Map<String, FactValue> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, inner) ->
                    map.put(
                        String.valueOf(key),
                        value(
                            shape.element(),
                            inner,
                            secret || SecretLook.isName(String.valueOf(key)))));
        return FactValue.of(map);
      case ONE_OF:
        return Branches.taken(shape, value)
            .map(branch -> value(branch, value, secret))
            .orElse(FactValue.none());
      case LIST:
        List<FactValue> list = new ArrayList<>();
        ((List<?>) value).forEach(each -> list.add(value(shape.element(), each, secret)));
        return FactValue.of(list);
      default:
        if (value instanceof SecretReference) {
          return FactValue.of("secret", FactValue.of(((SecretReference) value).text()));
        }
        boolean hidden = secret || SecretLook.isValue(SpecText.of(shape.kind(), value));
        return hidden ? FactValue.of(ShownOptions.HIDDEN) : scalar(value);
    }
  }

  private static FactValue scalar(Object value) {
    if (value instanceof Duration) {
      return FactValue.of((Duration) value);
    }
    if (value instanceof Boolean) {
      return FactValue.of((Boolean) value);
    }
    if (value instanceof Long) {
      return FactValue.of((Long) value);
    }
    if (value instanceof Double) {
      return FactValue.of(BigDecimal.valueOf((Double) value));
    }
    return value instanceof BigDecimal
        ? FactValue.of((BigDecimal) value)
        : FactValue.of(String.valueOf(value));
  }

  /** A default, which descriptors write as a spec would. */
  static FactValue written(Shape shape, String text) {
    switch (shape.kind()) {
      case DURATION:
        return Quantities.duration(text).map(FactValue::of).orElse(FactValue.of(text));
      case INTEGER:
      case NUMBER:
        return FactValue.of(new BigDecimal(text));
      case BOOLEAN:
        return FactValue.of(Boolean.parseBoolean(text));
      default:
        return FactValue.of(text);
    }
  }
}
