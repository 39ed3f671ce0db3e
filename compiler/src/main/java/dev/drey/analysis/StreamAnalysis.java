package dev.drey.analysis;

import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<Flow> read = new ArrayList<>();
    List<LocatedText> names = NameTable.inputs(stream);
    for (LocatedText name : names) {
      draft.flow(name).ifPresent(read::add);
    }
    if (!fits || read.isEmpty() || read.size() < names.size()) {
      return;
    }
    Optional<Flow> input =
        stream.union().isEmpty()
            ? Optional.of(read.get(0))
            : inputs.union(stream.name(), names, read);
    Optional<Flow> ready =
        input.map(flow -> rows.where(stream, flow)).flatMap(flow -> rows.explode(stream, flow));
    if (ready.isEmpty()) {
      return;
    }
    if (!stream.route().isEmpty()) {
      routes.analyze(stream, ready.get());
      return;
    }
    Optional<Flow> grouped =
        stream.window().isPresent() ? windows.analyze(stream, ready.get()) : ready;
    grouped
        .flatMap(flow -> rows.columns(stream, flow))
        .ifPresent(flow -> draft.name(stream.name(), flow));
  }
}
