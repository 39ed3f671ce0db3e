package dev.drey.analysis;

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
  private final Draft draft;

  StreamKeys(Draft draft) {
    this.draft = draft;
  }

  /** Whether the stream's keys can be planned together; where not, that is reported. */
  boolean fit(StreamSpec stream) {
    int before = draft.diagnostics().list().size();
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
    if (!stream.select().isEmpty()) {
      columns.forEach(
          (key, place) ->
              exclude(
                  key,
                  place,
                  "select",
                  stream.select().get(0).name().span(),
                  "`select` names every column of the result; say it there: `\"*\":` keeps all"));
    }
    checkRoute(stream, columns);
    return draft.diagnostics().list().size() == before;
  }

  /** Whether it is worked on by what a later version has: its columns are not known. */
  static boolean isOfLaterVersion(StreamSpec stream) {
    return stream.inDoubt().stream().anyMatch(StreamSpec.LATER_OPERATIONS::contains);
  }

  /** Whether it has two inputs that exclude each other: which of them is meant is not known. */
  static boolean readsEither(StreamSpec stream) {
    return stream.from().isPresent() && !stream.union().isEmpty();
  }

  /** Whether the columns before the groups are open: an operation on them could not be read. */
  static boolean inputInDoubt(StreamSpec stream) {
    Set<String> doubts = stream.inDoubt();
    return readsEither(stream)
        || (doubts.contains("from") && stream.from().isEmpty() && stream.union().isEmpty())
        || (doubts.contains("union") && stream.union().isEmpty() && stream.from().isEmpty())
        || (doubts.contains("explode") && stream.explode().isEmpty())
        || isOfLaterVersion(stream);
  }

  /** Whether the result's columns are open. */
  static boolean resultInDoubt(StreamSpec stream) {
    Set<String> doubts = stream.inDoubt();
    boolean grouped = stream.window().isPresent() || !stream.aggregate().isEmpty();
    return isOfLaterVersion(stream)
        || (doubts.contains("select") && stream.select().isEmpty())
        || (doubts.contains("add") && stream.add().isEmpty())
        || (doubts.contains("rename") && stream.rename().isEmpty())
        || (doubts.contains("aggregate") && stream.aggregate().isEmpty())
        || (doubts.contains("window") && !grouped)
        || (grouped && doubts.contains("keyBy") && stream.keyBy().isEmpty());
  }

  private void checkRoute(StreamSpec stream, Map<String, Span> columns) {
    if (stream.route().isEmpty()) {
      return;
    }
    Span route = stream.route().get(0).name().span();
    columns.forEach(
        (key, place) ->
            exclude(
                key,
                place,
                "route",
                route,
                "a route passes rows on as they are; let another stream read a branch and do it"
                    + " there"));
  }

  private void exclude(String key, Span place, String other, Span otherPlace, String help) {
    draft.report(
        Diagnostic.at(
                TypeCodes.KEYS_EXCLUDE,
                place,
                "a stream cannot have `" + key + "` beside `" + other + "`")
            .label("`" + key + "`")
            .and(otherPlace, "`" + other + "`")
            .help(help));
  }
}
