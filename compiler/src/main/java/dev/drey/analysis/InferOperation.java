// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Unanswered;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.inference.ModelUse;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.InferNode;
import dev.drey.plan.LookupNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.source.LocatedText;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code infer}: each row with what a model makes of it. */
final class InferOperation implements StreamOperation {
  private static final Duration LINGER = Duration.ofMillis(10);

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(InferKeys.infer(catalog));
  }

  @Override
  public void spell(Spellings spellings) {
    InferKeys.spell(spellings);
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream.object(InferKeys.KEY).map(InferKeys::read);
  }

  @Override
  public List<String> makesAt() {
    return List.of(InferKeys.KEY + "." + InferKeys.ON_ERROR + ".to");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(InferSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    Optional<InferSpec> infer = stream.operation(InferSpec.class);
    Set<Open> open = EnumSet.noneOf(Open.class);
    if (stream.inDoubt().contains(InferKeys.KEY)) {
      if (infer.isEmpty() || !infer.get().types().complete()) {
        open.add(Open.RESULT);
      }
      if (infer.isEmpty() || infer.get().namesInDoubt()) {
        open.add(Open.NAMES);
      }
    }
    return open;
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    InferSpec infer = stream.operation(InferSpec.class).orElseThrow();
    Columns types = context.types().columns(infer.types());
    Optional<List<InferNode.Input>> inputs = inputs(infer, input, context);
    boolean free = true;
    Hidden hidden = input.hidden();
    for (InferSpec.Output output : infer.outputs()) {
      if (new RowSteps(context).isFree(output.column(), input.rowType())) {
        hidden = hidden.with(output.column().text());
      } else {
        free = false;
      }
    }
    boolean reason = new LookupReason(context).hasRoom(infer.onError(), input);
    boolean length =
        infer.linger().isEmpty()
            || infer.linger().get().duration().isZero()
            || WindowChecks.requireLength(infer.linger().get(), context);
    if (!infer.types().complete()) {
      return input.withHidden(Hidden.any());
    }
    if (inputs.isEmpty() || types.whole().isEmpty() || infer.model().isEmpty()) {
      return input.withHidden(hidden);
    }
    List<ModelUse.Output> outputs = outputs(infer, types.known());
    ModelUse use = InferNode.use(inputs.get(), outputs);
    Optional<String> location = new ModelChecks(context).location(infer, use);
    if (!free || !reason || !length || location.isEmpty() || !infer.complete()) {
      return input.withHidden(hidden);
    }
    boolean nullable =
        infer.onError().what() == Unanswered.KEEP
            || inputs.get().stream()
                .flatMap(each -> each.values().stream())
                .anyMatch(value -> value.type().nullable());
    RowType result = input.rowType();
    for (ModelUse.Output output : outputs) {
      result =
          RowSteps.with(result, Field.of(output.column(), output.type().withNullable(nullable)));
    }
    String id = Role.ofOperation(InferKeys.KEY, stream.name().text());
    context.add(
        InferNode.builder()
            .id(id)
            .name(stream.name().text())
            .input(input.port())
            .runtime(InferKeys.ONNX)
            .model(infer.model().get().text())
            .location(location.get())
            .tensors(inputs.get())
            .outputs(outputs)
            .size(infer.size())
            .linger(infer.linger().map(LocatedDuration::duration).orElse(LINGER))
            .onError(infer.onError().what())
            .rowType(result)
            .build());
    infer
        .onError()
        .to()
        .ifPresent(
            to ->
                context.name(
                    to,
                    input.through(
                        Port.of(id, InferNode.FAILED), LookupNode.withReason(input.rowType()))));
    return input.through(Port.out(id), result);
  }

  /** Empty where one of the expressions is wrong. */
  private static Optional<List<InferNode.Input>> inputs(
      InferSpec infer, Flow input, AnalysisContext context) {
    List<InferNode.Input> inputs = new ArrayList<>();
    boolean right = true;
    for (InferSpec.Input written : infer.given()) {
      List<Expression> values = new ArrayList<>();
      for (LocatedText text : written.values()) {
        context.scalar(text, input, Expected.ANY).ifPresent(values::add);
      }
      right &= values.size() == written.values().size();
      inputs.add(InferNode.Input.of(written.tensor().text(), values));
    }
    return right ? Optional.of(inputs) : Optional.empty();
  }

  private static List<ModelUse.Output> outputs(InferSpec infer, RowType types) {
    List<ModelUse.Output> outputs = new ArrayList<>();
    for (InferSpec.Output output : infer.outputs()) {
      String column = output.column().text();
      outputs.add(
          ModelUse.Output.of(
              column,
              output.tensor().text(),
              output.element(),
              types.field(types.indexOf(column)).type().withNullable(true)));
    }
    return outputs;
  }
}
