// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.StreamOperation.Open;
import dev.drey.expression.value.ColumnNotes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.StreamSpec;
import dev.drey.plan.OnFailure;
import dev.drey.schema.OperationKeys.Step;

/**
 * A stream as written to its operators, in the language's order: inputs, {@code where}, operations,
 * the result's columns, then what is seen of them.
 */
final class StreamAnalysis {
  private final AnalysisContext context;
  private final StreamKeys keys;
  private final RowSteps rows;

  StreamAnalysis(AnalysisContext context) {
    this.context = context;
    this.keys = new StreamKeys(context);
    this.rows = new RowSteps(context);
  }

  void analyze(StreamSpec stream) {
    boolean fits = keys.fit(stream);
    Flow input = input(stream);
    if (StreamKeys.leaves(Open.INPUT, stream)) {
      input = input.withHidden(Hidden.any());
    }
    Flow read = input;
    stream
        .operation(FailureSpec.class)
        .filter(written -> OnFailure.of(written.onError()) != OnFailure.FAIL)
        .ifPresent(written -> context.beginFailing(new FailedRows(stream, written, read, context)));
    // What a stream before could give comes first.
    ColumnNotes before = input.hidden().notes();
    Flow unfiltered = noted(input, before.or(LaterColumns.inWhere(stream, input)));
    Flow filtered = rows.where(stream, unfiltered);
    Flow noted = noted(filtered, before.or(LaterColumns.afterWhere(stream, input)));
    Flow ready = Operations.apply(Step.ROWS, stream, noted, context);
    Flow made = Operations.apply(Step.RESULT, stream, ready, context);
    if (!stream.carriesRows()) {
      Operations.apply(Step.WHOLE, stream, made, context);
      return;
    }
    Flow checked = Operations.apply(Step.CHECKED, stream, rows.columns(stream, made), context);
    Flow seen = Operations.apply(Step.SEEN, stream, checked, context);
    Flow result = Operations.apply(Step.WHOLE, stream, seen, context);
    boolean open = !fits || StreamKeys.leaves(Open.RESULT, stream);
    context.name(
        stream.name(),
        open ? result.withHidden(Hidden.any()) : result,
        LeftColumns.of(stream, input, made, result));
  }

  private static Flow noted(Flow flow, ColumnNotes notes) {
    return flow.withHidden(flow.hidden().withNotes(notes));
  }

  private Flow input(StreamSpec stream) {
    if (StreamKeys.readsEither(stream)) {
      return Flow.unknown();
    }
    Flow from = stream.from().map(context::flow).orElse(Flow.unknown());
    return Operations.apply(Step.INPUT, stream, from, context);
  }
}
