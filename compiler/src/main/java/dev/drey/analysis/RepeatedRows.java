// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.OperationSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inputs of which one holds a part of another's rows as they are: those would come twice. Only
 * streams that leave every row as it is are seen through: a {@code where}, a {@code union}, the
 * branches of a route. One that changes columns may mean to write two rows for one.
 */
final class RepeatedRows {
  private final Map<String, List<String>> origins = new HashMap<>();
  private final Diagnostics diagnostics;

  private RepeatedRows(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static void check(PipelineSpec spec, Diagnostics diagnostics) {
    RepeatedRows check = new RepeatedRows(diagnostics);
    for (StreamSpec stream : spec.streams()) {
      if (keepsRows(stream)) {
        List<String> inputs = new ArrayList<>();
        stream.inputs().forEach(input -> inputs.add(input.text()));
        stream.makes().forEach(made -> check.origins.putIfAbsent(made.name().text(), inputs));
        if (stream.carriesRows()) {
          check.origins.putIfAbsent(stream.name().text(), inputs);
        }
      }
    }
    for (StreamSpec stream : spec.streams()) {
      if (!StreamKeys.readsEither(stream) && !stream.hasSides()) {
        check.checkList(stream.inputs());
      }
    }
    for (SinkSpec sink : spec.sinks()) {
      check.checkList(sink.from());
    }
  }

  /** Whether what comes out are rows that went in, with the same columns. */
  private static boolean keepsRows(StreamSpec stream) {
    return stream.inDoubt().isEmpty()
        && stream.operations().stream().allMatch(OperationSpec::keepsRows)
        && stream.select().isEmpty()
        && stream.add().isEmpty()
        && stream.drop().isEmpty()
        && stream.rename().isEmpty();
  }

  private void checkList(List<LocatedText> inputs) {
    // To walk up from the only input of each stream of a long row takes the square of its length.
    if (inputs.size() < 2) {
      return;
    }
    Set<String> names = new HashSet<>();
    inputs.forEach(input -> names.add(input.text()));
    for (LocatedText part : inputs) {
      Set<String> whole = above(part.text());
      if (whole.stream().anyMatch(names::contains)) {
        inputs.stream()
            .filter(input -> whole.contains(input.text()))
            .findFirst()
            .ifPresent(input -> report(part, input));
      }
    }
  }

  /** Whose rows a stream has, at any distance; nobody's where it reads itself. */
  private Set<String> above(String name) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(origins.getOrDefault(name, List.of()));
    while (!next.isEmpty()) {
      String origin = next.remove();
      if (origin.equals(name)) {
        return Set.of();
      }
      if (found.add(origin)) {
        next.addAll(origins.getOrDefault(origin, List.of()));
      }
    }
    return found;
  }

  private void report(LocatedText part, LocatedText whole) {
    diagnostics.add(
        Diagnostic.at(
                TypeCodes.REPEATED_ROWS,
                part.span(),
                "every row of `"
                    + part.text()
                    + "` is one of `"
                    + whole.text()
                    + "` too, and would come twice")
            .label("a part of the other")
            .and(whole.span(), "the whole")
            .help("remove `" + part.text() + "` here, or remove `" + whole.text() + "`"));
  }
}
