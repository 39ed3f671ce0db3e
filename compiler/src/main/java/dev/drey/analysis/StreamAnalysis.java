package dev.drey.analysis;

import dev.drey.expression.Hidden;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream as written to its operators, in the language's order: inputs, {@code where}, {@code
 * explode}, then groups or a route, then the result's columns.
 */
final class StreamAnalysis {
  private final Draft draft;
  private final StreamKeys keys;
  private final RowSteps rows;
  private final Inputs inputs;
  private final WindowAnalysis windows;
  private final RouteAnalysis routes;

  StreamAnalysis(Draft draft) {
    this.draft = draft;
    this.keys = new StreamKeys(draft);
    this.rows = new RowSteps(draft);
    this.inputs = new Inputs(draft);
    this.windows = new WindowAnalysis(draft, rows);
    this.routes = new RouteAnalysis(draft);
  }

  void analyze(StreamSpec stream) {
    boolean fits = keys.fit(stream);
    List<LocatedText> names = NameTable.inputs(stream);
    Flow input = input(stream, names);
    if (StreamKeys.inputInDoubt(stream)) {
      input = input.withHidden(Hidden.any());
    }
    input = input.withHidden(input.hidden().withNotes(LaterColumns.of(stream, input)));
    Flow ready = rows.explode(stream, rows.where(stream, input));
    if (!stream.route().isEmpty()) {
      routes.analyze(stream, ready);
      return;
    }
    boolean grouped = stream.window().isPresent() || !stream.aggregate().isEmpty();
    Flow result = rows.columns(stream, grouped ? windows.analyze(stream, ready) : ready);
    boolean open = !fits || StreamKeys.resultInDoubt(stream);
    draft.name(stream.name(), open ? result.withHidden(Hidden.any()) : result);
  }

  private Flow input(StreamSpec stream, List<LocatedText> names) {
    List<Flow> read = new ArrayList<>();
    names.forEach(name -> read.add(draft.flow(name)));
    if (read.isEmpty() || StreamKeys.readsEither(stream)) {
      return Flow.unknown();
    }
    return stream.union().isEmpty() ? read.get(0) : inputs.union(stream.name(), names, read);
  }
}
