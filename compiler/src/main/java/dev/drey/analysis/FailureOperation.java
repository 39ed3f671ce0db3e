// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.SourceKeys;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code onError} of a stream: the rows on which an expression fails. */
final class FailureOperation implements StreamOperation {
  static final String KEY = "onError";

  @Override
  public Step step() {
    return Step.WHOLE;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        SourceKeys.policy(
            KEY,
            "The stream of the rows on which an expression fails.",
            "failed",
            "What becomes of a row on which an expression of this stream fails, such as a CAST of a"
                + " text that is no number: `fail` stops the job, `drop` counts it, and `{to:"
                + " NAME}` makes it a row of the stream NAME, as it came in, with `reason` and"
                + " `expression` behind its columns."));
  }

  @Override
  public List<Constraint> constraints() {
    return Stream.of("route", "topN", "lookup", "infer", "process", "metrics")
        .map(other -> Constraint.atMostOne(KEY, other).withHelp(APART))
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put(
        "a stream", KEY, "onFailure", "errorHandling", "on_error", "catch", "deadLetter", "dlq");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream.node(KEY).map(node -> FailureSpec.of(node.span(), EndReader.policy(stream, KEY)));
  }

  @Override
  public List<String> makesAt() {
    return List.of(KEY + ".to");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(FailureSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    boolean unnamed =
        stream
            .operation(FailureSpec.class)
            .filter(written -> written.onError().to().isPresent())
            .isEmpty();
    return stream.inDoubt().contains(KEY) && unnamed ? Set.of(Open.NAMES) : Set.of();
  }

  /** Rows of a join come of two, so there is no row as it came in. */
  @Override
  public boolean fits(StreamSpec stream, AnalysisContext context) {
    if (stream.operation(JoinSpec.class).isEmpty()) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TypeCodes.FAILED_ROWS,
                stream.operation(FailureSpec.class).orElseThrow().span(),
                "rows of a `join` are made of two, so none of them fails as it came in")
            .label("not of these")
            .help(
                "give what is computed a stream of its own: `NAME: {from: "
                    + stream.name().text()
                    + ", add: ..., onError: ...}`"));
    return false;
  }

  /** Names the rows that the operators of the stream set aside. */
  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    FailureSpec written = stream.operation(FailureSpec.class).orElseThrow();
    context.endFailing().ifPresent(failed -> written.onError().to().ifPresent(failed::name));
    return input;
  }
}
