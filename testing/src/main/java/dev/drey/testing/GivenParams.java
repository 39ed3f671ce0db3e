// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values that a file of tests gives to its pipeline's parameters. The compiler takes values
 * without places and reports at the declaration; here they have a place.
 */
final class GivenParams {
  /** What can be wrong with a value that is given. */
  private static final List<DiagnosticCode> ABOUT_VALUES =
      List.of(
          LaunchCodes.PARAM_VALUE_TYPE,
          LaunchCodes.PARAM_NOT_ALLOWED,
          LaunchCodes.PARAM_PATTERN,
          LaunchCodes.UNDECLARED_PARAM);

  private GivenParams() {}

  static Map<String, String> values(Map<String, LocatedText> given) {
    Map<String, String> values = new TreeMap<>();
    given.forEach((name, value) -> values.put(name, value.text()));
    return values;
  }

  /** The same finding at the value that the tests give, where it is about one. */
  static Optional<Diagnostic> relocated(Diagnostic found, Map<String, LocatedText> given) {
    if (!ABOUT_VALUES.contains(found.code())) {
      return Optional.empty();
    }
    for (Map.Entry<String, LocatedText> param : given.entrySet()) {
      String name = param.getKey();
      if (found.span().text().equals(name) || found.message().contains("`" + name + "`")) {
        Diagnostic.Builder moved =
            Diagnostic.at(found.code(), param.getValue().span(), found.message());
        moved.label("the value of `" + name + "`");
        found.help().forEach(moved::help);
        return Optional.of(moved.build());
      }
    }
    return Optional.empty();
  }
}
