package dev.drey.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Collects what a wave finds. Not thread-safe. */
public final class Diagnostics {
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

  /** By place in the file, then by code: what a user is shown. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparingInt((Diagnostic d) -> d.span().start())
            .thenComparing(d -> d.code().id()));
    return sorted;
  }
}
