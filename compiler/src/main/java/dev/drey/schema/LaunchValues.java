// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.auto.value.AutoValue;
import java.util.Map;
import java.util.Optional;

/** What a spec is given for its parameters when it is launched. */
@AutoValue
public abstract class LaunchValues {
  /**
   * @param params values by the parameters' names
   * @param properties an application's property groups by name, for parameters that are one of
   *     their properties; empty where they are not known yet
   * @param required whether a parameter without a value and a default is an error
   */
  public static LaunchValues of(
      Map<String, String> params,
      Optional<Map<String, Map<String, String>>> properties,
      boolean required) {
    return new AutoValue_LaunchValues(Map.copyOf(params), properties, required);
  }

  /** Without property groups. */
  public static LaunchValues of(Map<String, String> params, boolean required) {
    return of(params, Optional.empty(), required);
  }

  abstract Map<String, String> params();

  abstract Optional<Map<String, Map<String, String>>> properties();

  abstract boolean required();

  /** Whether no parameter gets a value. */
  final boolean isEmpty() {
    return params().isEmpty() && properties().map(Map::isEmpty).orElse(true);
  }

  /** Whether all that can have a value has it here. */
  final boolean propertiesKnown() {
    return properties().isPresent();
  }

  /**
   * The value of a property; empty where there is none, or where it is not known.
   *
   * @param path group and key, such as {@code input/stream.arn}
   */
  final Optional<String> property(String path) {
    int slash = path.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : properties()
            .map(groups -> groups.getOrDefault(path.substring(0, slash), Map.of()))
            .map(group -> group.get(path.substring(slash + 1)));
  }
}
