package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which keys of a stream can stand together, and which need another one. */
final class StreamKeys {
  private final Draft draft;

  StreamKeys(Draft draft) {
    this.draft = draft;
  }

  /** Whether the stream's keys can be planned together; where not, that is reported. */
  boolean fit(StreamSpec stream) {
    int before = draft.diagnostics().list().size();
    checkInputs(stream);
    checkGrouping(stream);
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

  private void checkInputs(StreamSpec stream) {
    if (stream.from().isPresent() && !stream.union().isEmpty()) {
      exclude(
          "union",
          stream.union().get(0).span(),
          "from",
          stream.from().get().span(),
          "list every input under `union`");
    }
    if (stream.from().isEmpty() && stream.union().isEmpty()) {
      draft.report(
          Diagnostic.at(
                  TypeCodes.NO_INPUT,
                  stream.name().span(),
                  "stream `" + stream.name().text() + "` reads nothing")
              .label("has neither `from` nor `union`")
              .help("add `from:` with the name of a source or stream"));
    }
    if (!stream.union().isEmpty() && stream.window().isPresent()) {
      exclude(
          "window",
          stream.window().get().span(),
          "union",
          stream.union().get(0).span(),
          "let one stream have the `union` and a second one read it `from` there");
    }
  }

  private void checkGrouping(StreamSpec stream) {
    if (stream.window().isPresent()) {
      if (stream.aggregate().isEmpty()) {
        need("window", stream.window().get().span(), "aggregate", "such as {n: COUNT(*)}");
      }
      return;
    }
    if (!stream.aggregate().isEmpty()) {
      draft.report(
          Diagnostic.at(
                  StateCodes.RUNNING_AGGREGATE,
                  stream.aggregate().get(0).name().span(),
                  "this version has no running aggregates: `aggregate` needs a `window`")
              .label("would never be complete")
              .help("add `window:`, such as {tumbling: 5m}"));
      return;
    }
    if (!stream.keyBy().isEmpty()) {
      LocatedText key = stream.keyBy().get(0).name();
      need("keyBy", key.span(), "window", "such as {tumbling: 5m}, and `aggregate`");
    }
    stream
        .having()
        .ifPresent(
            h ->
                need(
                    "having",
                    h.span(),
                    "window",
                    "and `aggregate`; a" + " condition on single rows is `where`"));
    stream
        .allowedLateness()
        .ifPresent(d -> need("allowedLateness", d.text().span(), "window", "or remove it"));
    stream.lateTo().ifPresent(to -> need("late", to.span(), "window", "or remove it"));
  }

  private void checkRoute(StreamSpec stream, Map<String, Span> columns) {
    if (stream.route().isEmpty()) {
      return;
    }
    Map<String, Span> others = new LinkedHashMap<>(columns);
    if (!stream.select().isEmpty()) {
      others.put("select", stream.select().get(0).name().span());
    }
    stream.window().ifPresent(window -> others.put("window", window.span()));
    Span route = stream.route().get(0).name().span();
    others.forEach(
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

  private void need(String key, Span place, String other, String rest) {
    draft.report(
        Diagnostic.at(
                TypeCodes.KEY_NEEDS_OTHER,
                place,
                "`" + key + "` means nothing without `" + other + "`")
            .label("no `" + other + "` in this stream")
            .help("add `" + other + ":`, " + rest));
  }
}
