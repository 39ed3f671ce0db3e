// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StateCodes;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that may be NULL. What is to be done stands at the type of the column, so a column is warned
 * of once: where it is a key first, with the other places.
 */
final class NullableKeys {
  private final Map<String, List<LocatedText>> places = new LinkedHashMap<>();

  void add(LocatedText key) {
    places.computeIfAbsent(key.text(), name -> new ArrayList<>()).add(key);
  }

  /** Warns of each, once all streams are known. */
  void report(Diagnostics diagnostics) {
    places.forEach((name, keys) -> diagnostics.add(warning(name, keys)));
  }

  private static Diagnostic.Builder warning(String name, List<LocatedText> keys) {
    keys.sort(Comparator.comparingInt(key -> key.span().start()));
    Diagnostic.Builder warning =
        Diagnostic.at(
                StateCodes.NULLABLE_KEY,
                keys.get(0).span(),
                "`" + name + "` may be NULL, and all records with NULL form one group")
            .label("declared without NOT NULL")
            .help(
                "declare the column NOT NULL, or keep such records out with `where: ... IS NOT"
                    + " NULL` and key by COALESCE");
    keys.stream().skip(1).forEach(key -> warning.and(key.span(), "a key here, too"));
    return warning;
  }
}
