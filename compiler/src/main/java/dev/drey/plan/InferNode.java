// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Unanswered;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.inference.ModelUse;
import dev.drey.shape.Durations;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Each row with what a model makes of it, as columns behind its own. A row of which an input is
 * NULL is not scored and has NULL there.
 */
@AutoValue
public abstract class InferNode implements PlanNode {
  /** The port of rows that the model does not score, with the reason behind their columns. */
  public static final String FAILED = "failed";

  /** The values of a row that an input of the model is given. */
  @AutoValue
  public abstract static class Input {
    public static Input of(String tensor, List<Expression> values) {
      return new AutoValue_InferNode_Input(tensor, List.copyOf(values));
    }

    public abstract String tensor();

    public abstract List<Expression> values();
  }

  public abstract Port input();

  /** What runs the model: {@code onnx}. */
  public abstract String runtime();

  /** The model as the spec names it. */
  public abstract String model();

  /** Where it is: a whole path, or an address. */
  public abstract String location();

  public abstract List<Input> tensors();

  public abstract List<ModelUse.Output> outputs();

  /** The most rows that are scored together. */
  public abstract int size();

  /** How long a row waits for others; zero for as long as no time passes. */
  public abstract Duration linger();

  /** FAIL, KEEP or ASIDE. */
  public abstract Unanswered onError();

  /** The input's columns, then the outputs. */
  public abstract RowType rowType();

  /** What rows give the model, and take of it. */
  public static ModelUse use(List<Input> tensors, List<ModelUse.Output> outputs) {
    return ModelUse.of(
        tensors.stream()
            .map(
                each ->
                    ModelUse.Input.of(
                        each.tensor(),
                        each.values().stream().map(Expression::type).collect(Collectors.toList())))
            .collect(Collectors.toList()),
        outputs);
  }

  public ModelUse use() {
    return use(tensors(), outputs());
  }

  /** The values of all inputs, one after the other. */
  public List<Expression> values() {
    return tensors().stream().flatMap(each -> each.values().stream()).collect(Collectors.toList());
  }

  /** The columns of the rows that come. */
  public RowType scoring() {
    return RowType.of(rowType().fields().subList(0, width()));
  }

  private int width() {
    return rowType().size() - outputs().size();
  }

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public InferNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).build();
  }

  @Override
  public List<String> ports() {
    return onError() == Unanswered.ASIDE ? List.of(OUT, FAILED) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return rowType();
      case FAILED:
        return LookupNode.withReason(scoring());
      default:
        throw new IllegalArgumentException(port);
    }
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "infer";
  }

  @Override
  public void describe(Facts facts) {
    RowType input = facts.input(input());
    Map<String, FactValue> given = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (Input tensor : tensors()) {
      List<String> sql =
          tensor.values().stream()
              .map(value -> facts.sql(value, input))
              .collect(Collectors.toList());
      given.put(tensor.tensor(), FactValue.texts(sql));
      words.add(
          tensor.tensor()
              + " = "
              + (sql.size() == 1 ? sql.get(0) : "[" + String.join(", ", sql) + "]"));
    }
    facts.tellBriefly(
        "model",
        FactValue.of("runtime", FactValue.of(runtime())).with("file", FactValue.of(model())),
        runtime() + " " + model());
    facts.tell("is given", FactValue.of(given), String.join(" and ", words));
    facts.tell(
        "gives",
        FactValue.texts(outputs().stream().map(InferNode::inWords).collect(Collectors.toList())),
        outputs().stream().map(InferNode::inWords).collect(Collectors.joining(", ")));
    facts.tellRows(rowType());
    facts.tell(
        "scores together",
        FactValue.of("rows", FactValue.of(size())).with("linger", FactValue.of(linger())),
        "up to "
            + size()
            + " rows, "
            + (linger().isZero()
                ? "as many as come before a watermark or a checkpoint"
                : "which wait at most " + Durations.text(linger()))
            + "; none waits past a watermark or a checkpoint");
    switch (onError()) {
      case KEEP:
        facts.tell(
            "where it fails",
            FactValue.of("action", FactValue.of("keep")),
            "a row stays, with NULL");
        break;
      case ASIDE:
        facts.tellAside("where it fails", FAILED);
        break;
      default:
        facts.tell("where it fails", FactValue.of("action", FactValue.of("fail")), "the job fails");
    }
  }

  private static String inWords(ModelUse.Output output) {
    return output.column()
        + " = "
        + output.tensor()
        + (output.element() > 0 ? "[" + output.element() + "]" : "");
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    ports().forEach(port -> columns.or(needed.apply(port)));
    columns.clear(width(), Math.max(columns.length(), width()));
    values().forEach(value -> Columns.add(columns, value));
    return List.of(Columns.atLeastOne(columns));
  }

  /** Its rows have what its input's have, and the outputs. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    List<Integer> out = new ArrayList<>(left);
    for (int i = 0; i < outputs().size(); i++) {
      out.add(width() + i);
    }
    List<Integer> failed = new ArrayList<>(left);
    failed.add(width());
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    kept.put(OUT, out);
    kept.put(FAILED, failed);
    kept.keySet().retainAll(ports());
    return Narrowed.of(
        withExpressions(value -> narrowing.moved(value, moves)).toBuilder()
            .rowType(rowType().project(out))
            .build(),
        kept);
  }

  @Override
  public InferNode withExpressions(UnaryOperator<Expression> change) {
    return toBuilder()
        .tensors(
            tensors().stream()
                .map(
                    each ->
                        Input.of(
                            each.tensor(),
                            each.values().stream().map(change).collect(Collectors.toList())))
                .collect(Collectors.toList()))
        .build();
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, scoring(), "the input");
    check.require(!outputs().isEmpty(), "takes nothing of its model");
    values().forEach(value -> check.expression(value, input));
    for (int i = 0; i < outputs().size(); i++) {
      Field column = rowType().field(width() + i);
      ModelUse.Output output = outputs().get(i);
      check.require(
          column.name().equals(output.column())
              && column.type().withNullable(true).equals(output.type().withNullable(true)),
          "makes `" + column.name() + "` of `" + output.column() + "`");
      check.require(column.type().nullable() || !mayBeNull(), column.name() + " may be NULL");
    }
  }

  private boolean mayBeNull() {
    return onError() == Unanswered.KEEP
        || values().stream().anyMatch(value -> value.type().nullable());
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return input.with(rowType(port), input.keys());
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of(expressions.calc(inputs.get(0), Optional.empty(), values()));
  }

  @Override
  public List<String> files() {
    return List.of(location());
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_InferNode.Builder();
  }

  /** Builds an {@link InferNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder runtime(String runtime);

    public abstract Builder model(String model);

    public abstract Builder location(String location);

    public abstract Builder tensors(List<Input> tensors);

    public abstract Builder outputs(List<ModelUse.Output> outputs);

    public abstract Builder size(int size);

    public abstract Builder linger(Duration linger);

    public abstract Builder onError(Unanswered fate);

    public abstract Builder rowType(RowType rowType);

    public abstract InferNode build();
  }
}
