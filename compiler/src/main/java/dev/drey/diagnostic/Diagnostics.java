// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.diagnostic.code.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Collects what a wave finds. Not thread-safe. */
public final class Diagnostics {
  private static final int MOST_SHOWN = 100;

  private final List<Diagnostic> found = new ArrayList<>();

  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  public void add(Diagnostic.Builder diagnostic) {
    found.add(diagnostic.build());
  }

  public void addAll(Iterable<Diagnostic> diagnostics) {
    diagnostics.forEach(found::add);
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** In the order in which they were found. */
  public List<Diagnostic> list() {
    return Collections.unmodifiableList(found);
  }

  /** As {@link #sorted}, but no more than a person reads: errors go before warnings then. */
  public List<Diagnostic> shown() {
    if (found.size() <= MOST_SHOWN) {
      return sorted();
    }
    List<Diagnostic> ranked = sorted();
    ranked.sort(Comparator.comparing(Diagnostic::severity));
    Diagnostics kept = new Diagnostics();
    kept.addAll(ranked.subList(0, MOST_SHOWN));
    int more = ranked.size() - MOST_SHOWN;
    kept.add(
        Diagnostic.at(
                SyntaxCodes.MORE,
                ranked.get(MOST_SHOWN).span(),
                String.format("%,d more problems of this file are not shown", more))
            .label("the next one")
            .help("mend some of those that are, and look again"));
    return kept.sorted();
  }

  /** By place in the file, then by code: what a user is shown. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparingInt((Diagnostic d) -> d.span().start())
            .thenComparing(d -> d.code().id()));
    return sorted;
  }
}
