// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.AssertNode;
import dev.drey.plan.OnFailure;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.SourceKeys;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code assert}: what has to hold of each row that leaves the stream. */
final class AssertOperation implements StreamOperation {
  static final String KEY = "assert";
  private static final String POLICY = "onViolation";

  @Override
  public Step step() {
    return Step.CHECKED;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                KEY,
                Shape.expression(),
                "What has to hold of each row of the result: a row violates it for which it is not"
                    + " TRUE, or fails.")
            .withExample("amount >= 0 AND currency IS NOT NULL"),
        SourceKeys.policy(
            POLICY,
            "The stream of the rows that violate it.",
            "violations",
            "What becomes of a row that violates `assert`: `fail` stops the job, `drop` counts it,"
                + " and `{to: NAME}` makes it a row of the stream NAME, with `reason` and"
                + " `expression` behind its columns."));
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(
        Constraint.requires(POLICY, KEY)
            .withHelp("add `assert: CONDITION`, or remove `onViolation`"),
        Constraint.atMostOne(KEY, "route").withHelp(APART));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put(
        "a stream", KEY, "expect", "check", "constraint", "constraints", "validate", "contract");
    spellings.put("a stream", POLICY, "onFail", "violation", "onViolated", "expectOrDrop");
    spellings.put("`onViolation`", "to", "stream", "output", "name", "sink", "quarantine");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .text(KEY)
        .map(condition -> AssertSpec.of(condition, EndReader.policy(stream, POLICY)));
  }

  @Override
  public List<String> makesAt() {
    return List.of(POLICY + ".to");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(AssertSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    boolean unnamed =
        stream
            .operation(AssertSpec.class)
            .filter(written -> written.onViolation().to().isPresent())
            .isEmpty();
    return stream.inDoubt().contains(POLICY) && unnamed ? Set.of(Open.NAMES) : Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    AssertSpec written = stream.operation(AssertSpec.class).orElseThrow();
    LocatedText text = written.condition();
    Optional<Expression> condition = context.scalar(text, input, Expected.BOOLEAN);
    condition.ifPresent(found -> new RowSteps(context).checkKeepsSomething(found, text));
    String id = Role.ofOperation(KEY, stream.name().text());
    OnErrorSpec policy = written.onViolation();
    boolean free =
        policy
            .to()
            .map(
                to ->
                    new AsideRows(context)
                        .name(to, Port.of(id, AssertNode.VIOLATED), input, "rows that violate it"))
            .orElse(true);
    if (condition.isEmpty() || !free || input.rowType().size() == 0) {
      return input;
    }
    context.add(
        AssertNode.of(
            id,
            stream.name().text(),
            input.port(),
            condition.get(),
            OnFailure.of(policy),
            input.rowType()));
    return input.through(Port.out(id), input.rowType());
  }
}
