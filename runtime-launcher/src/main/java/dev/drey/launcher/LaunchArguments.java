// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import com.google.auto.value.AutoValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The program arguments, for clusters that are not the managed service: {@code --properties FILE},
 * or {@code --spec URI [--sha256 HASH] [--param NAME=VALUE]...}. Without any, the service's own
 * file is read.
 */
@AutoValue
abstract class LaunchArguments {
  private static final String USAGE =
      "usage: [--properties FILE] | --spec URI [--sha256 HASH] [--param NAME=VALUE]...";

  abstract Optional<String> properties();

  abstract Optional<String> spec();

  abstract Optional<String> sha256();

  abstract Map<String, String> params();

  static LaunchArguments parse(String... arguments) throws LaunchException {
    Map<String, String> given = new LinkedHashMap<>();
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      if (i + 1 == arguments.length) {
        throw new LaunchException(option + " wants a value; " + USAGE);
      }
      String value = arguments[i + 1];
      switch (option) {
        case "--properties":
        case "--spec":
        case "--sha256":
          if (given.put(option, value) != null) {
            throw new LaunchException(option + " is given twice; " + USAGE);
          }
          break;
        case "--param":
          int equals = value.indexOf('=');
          if (equals < 1) {
            throw new LaunchException("--param wants NAME=VALUE; " + USAGE);
          }
          params.put(value.substring(0, equals), value.substring(equals + 1));
          break;
        default:
          throw new LaunchException("there is no argument " + option + "; " + USAGE);
      }
    }
    if (given.containsKey("--properties") && (given.size() > 1 || !params.isEmpty())) {
      throw new LaunchException("--properties stands alone; " + USAGE);
    }
    if (!given.containsKey("--spec") && (given.containsKey("--sha256") || !params.isEmpty())) {
      throw new LaunchException("--sha256 and --param go with --spec; " + USAGE);
    }
    return new AutoValue_LaunchArguments(
        Optional.ofNullable(given.get("--properties")),
        Optional.ofNullable(given.get("--spec")),
        Optional.ofNullable(given.get("--sha256")),
        params);
  }
}
