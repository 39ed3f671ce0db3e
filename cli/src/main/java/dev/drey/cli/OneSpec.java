// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one spec that a path means: a file, or a folder with one spec and perhaps its tests. */
final class OneSpec {
  private OneSpec() {}

  /**
   * The spec; empty where it cannot be read, which the diagnostics say.
   *
   * @param verb what is to be done with it, such as {@code run}
   * @throws UsageException where there is none, or several
   */
  static Optional<SpecInput> find(
      String path, String verb, Terminal terminal, Diagnostics diagnostics) {
    List<SpecInput> found = new SpecFinder(terminal, diagnostics).find(List.of(path));
    if (found.isEmpty() && !diagnostics.hasErrors()) {
      throw SpecFinder.none(List.of(path));
    }
    List<SpecInput> specs =
        found.stream().filter(each -> !each.isTest()).collect(Collectors.toList());
    if (specs.size() > 1) {
      throw new UsageException(
          "`"
              + path
              + "` holds several specs, "
              + specs.stream()
                  .map(each -> each.source().name())
                  .distinct()
                  .collect(Collectors.joining(", "))
              + "; "
              + verb
              + " takes one");
    }
    if (specs.isEmpty() && !found.isEmpty()) {
      throw new UsageException(
          "`"
              + path
              + "` holds tests of a spec, which `drey test "
              + path
              + "` runs; "
              + verb
              + " takes the spec itself");
    }
    return specs.stream().findFirst();
  }
}
