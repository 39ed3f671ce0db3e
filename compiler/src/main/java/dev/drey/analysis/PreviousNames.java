// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StateCodes;
import dev.drey.model.PipelineSpec;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names under which streams find the state that they had by another name. */
final class PreviousNames {
  private PreviousNames() {}

  /** By the present name. */
  static Map<String, String> of(PipelineSpec spec) {
    Map<String, String> names = new HashMap<>();
    for (StreamSpec stream : spec.streams()) {
      stream.previously().ifPresent(old -> names.put(stream.name().text(), old.text()));
    }
    return names;
  }

  /** One state cannot be that of two. */
  static void check(PipelineSpec spec, NameTable names, Diagnostics diagnostics) {
    Map<String, LocatedText> taken = new HashMap<>();
    for (StreamSpec stream : spec.streams()) {
      if (stream.previously().isPresent()) {
        LocatedText old = stream.previously().get();
        LocatedText first = taken.putIfAbsent(old.text(), old);
        Optional<Declaration> present = names.find(old.text());
        if (old.text().equals(stream.name().text())) {
          diagnostics.add(
              wrong(old, "`" + old.text() + "` is the name that the stream has")
                  .help("remove `previously`: a stream finds its state by its own name"));
        } else if (present.isPresent()) {
          diagnostics.add(
              wrong(old, "`" + old.text() + "` is the name of a " + present.get().kind() + " here")
                  .and(present.get().name().span(), "has this name, and its state")
                  .help(
                      "give that one another name, or remove `previously`, and `"
                          + stream.name().text()
                          + "` begins anew"));
        } else if (first != null) {
          diagnostics.add(
              wrong(old, "two streams were `" + old.text() + "`, and state goes to one")
                  .and(first.span(), "the first one")
                  .help("remove `previously` from the one that begins anew"));
        }
      }
    }
  }

  private static Diagnostic.Builder wrong(LocatedText old, String message) {
    return Diagnostic.at(StateCodes.OLD_NAME, old.span(), message);
  }
}
