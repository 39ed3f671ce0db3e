// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.StreamOperation.Open;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.StreamSpec;
import dev.drey.source.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which keys of a stream cannot stand together, as far as the schema does not say it; and what a
 * key that could not be read leaves unknown of the stream's columns.
 */
final class StreamKeys {
  private final AnalysisContext context;

  StreamKeys(AnalysisContext context) {
    this.context = context;
  }

  /** Whether the stream's keys can be planned together; where not, that is reported. */
  boolean fit(StreamSpec stream) {
    Map<String, Span> columns = columnKeys(stream);
    boolean fit = true;
    if (!stream.select().isEmpty()) {
      columns.forEach(
          (key, place) ->
              exclude(
                  key,
                  place,
                  "select",
                  stream.select().get(0).name().span(),
                  "`select` names every column of the result; say it there: `\"*\":` keeps all"));
      fit = columns.isEmpty();
    }
    return Operations.fit(stream, context) && fit;
  }

  /** The keys beside {@code select} that make the columns of the result, with their places. */
  static Map<String, Span> columnKeys(StreamSpec stream) {
    Map<String, Span> columns = new LinkedHashMap<>();
    if (!stream.add().isEmpty()) {
      columns.put("add", stream.add().get(0).name().span());
    }
    if (!stream.drop().isEmpty()) {
      columns.put("drop", stream.drop().get(0).span());
    }
    if (!stream.rename().isEmpty()) {
      columns.put("rename", stream.rename().get(0).name().span());
    }
    return columns;
  }

  /** Whether it has two inputs that exclude each other: which of them is meant is not known. */
  static boolean readsEither(StreamSpec stream) {
    return stream.from().isPresent()
        && stream.operations().stream()
            .anyMatch(each -> !each.inputs().isEmpty() && !each.readsBesideFrom());
  }

  /** Whether keys that could not be read leave this open. */
  static boolean leaves(Open what, StreamSpec stream) {
    Set<String> doubts = stream.inDoubt();
    if (Operations.open(stream).contains(what)) {
      return true;
    }
    boolean later = doubts.stream().anyMatch(StreamSpec.LATER_OPERATIONS::contains);
    switch (what) {
      case INPUT:
        return later
            || readsEither(stream)
            || (doubts.contains("from") && stream.inputs().isEmpty());
      case RESULT:
        return later
            || (doubts.contains("select") && stream.select().isEmpty())
            || (doubts.contains("add") && stream.add().isEmpty())
            || (doubts.contains("rename") && stream.rename().isEmpty());
      case REFERENCES:
        return later || doubts.contains("from");
      case NAMES:
        return false;
    }
    throw new IllegalStateException(what.toString());
  }

  /** Reports a key beside another with which it cannot stand. */
  void exclude(String key, Span place, String other, Span otherPlace, String help) {
    context.report(
        Diagnostic.at(
                TypeCodes.KEYS_EXCLUDE,
                place,
                "a stream cannot have `" + key + "` beside `" + other + "`")
            .label("`" + key + "`")
            .and(otherPlace, "`" + other + "`")
            .help(help));
  }
}
