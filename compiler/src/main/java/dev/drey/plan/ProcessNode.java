// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.process.Clock;
import dev.drey.process.DeclaredState;
import dev.drey.process.ProcessLayout;
import dev.drey.process.ProcessUse;
import dev.drey.shape.OptionValues;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An operator of a plug-in: what it makes and keeps is what its layout says. */
@AutoValue
public abstract class ProcessNode implements PlanNode {
  public abstract Port input();

  /** Its name, by which the catalog has it. */
  public abstract String processor();

  public abstract OptionValues options();

  /** The options that are expressions, by path. */
  public abstract Map<String, Expression> expressions();

  /** The columns by which rows go; none where any subtask may have them. */
  public abstract List<Integer> keys();

  /** The columns of the rows that it is given. */
  public abstract RowType inputType();

  public abstract ProcessLayout layout();

  /** The further outputs that become streams; rows of others are dropped and counted. */
  public abstract List<String> taken();

  /** Options as a plug-in sees them where a spec is checked. */
  public static OptionValues hidden(OptionValues options) {
    return options.withSecrets(secret -> ConnectorUsage.HIDDEN);
  }

  /** What the plug-in is told where the job is built. */
  public ProcessUse use() {
    return ProcessUse.of(name(), options(), inputType(), inputType().project(keys()).names());
  }

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public ProcessNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).build();
  }

  @Override
  public List<String> ports() {
    List<String> ports = new ArrayList<>(List.of(OUT));
    ports.addAll(taken());
    return ports;
  }

  @Override
  public RowType rowType(String port) {
    if (port.equals(OUT)) {
      return layout().rowType();
    }
    RowType output = taken().contains(port) ? layout().outputs().get(port) : null;
    if (output == null) {
      throw new IllegalArgumentException(port);
    }
    return output;
  }

  @Override
  public boolean hasOwnSubtasks() {
    return true;
  }

  @Override
  public String kind() {
    return "process";
  }

  @Override
  public Figure figure() {
    return layout().needsKey() ? Figure.KEEPER : Figure.STEP;
  }

  @Override
  public void describe(Facts facts) {
    facts.tellBriefly("operator", FactValue.of(processor()), processor());
    facts.tellOptions();
    expressions()
        .forEach(
            (path, value) -> facts.tell(processor() + "." + path, facts.sql(value, inputType())));
    if (!keys().isEmpty()) {
      RowType key = inputType().project(keys());
      facts.tellBriefly("key", FactValue.of(key), key.toString());
    }
    facts.tellRows(layout().rowType());
    for (String output : layout().outputs().keySet()) {
      if (taken().contains(output)) {
        facts.tellAside(output, output);
      } else {
        facts.tellLoss(output, "drop", "dropped and counted");
      }
    }
    if (layout().needsKey()) {
      List<String> entries =
          layout().states().stream().map(ProcessNode::inWords).collect(Collectors.toList());
      layout()
          .clocks()
          .forEach(
              clock ->
                  entries.add(
                      clock == Clock.EVENT
                          ? "times of the watermark"
                          : "times of the machine's clock"));
      facts.tell(
          "state",
          FactValue.of("entries", FactValue.texts(entries))
              .with("per", FactValue.texts(List.of("key"))),
          String.join(" and ", entries) + " per key");
      facts.tell(
          "bounded by",
          FactValue.of("operator", FactValue.of(processor())),
          "what `" + processor() + "` forgets itself");
    }
  }

  private static String inWords(DeclaredState state) {
    return state.name()
        + state.mapKey().map(key -> " by (" + key + ")").orElse("")
        + " ("
        + state.columns()
        + ")";
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    Optional<Set<String>> reads = layout().reads();
    if (reads.isEmpty()) {
      return List.of(Columns.all(inputType().size()));
    }
    reads.get().forEach(column -> columns.set(inputType().indexOf(column)));
    keys().forEach(columns::set);
    expressions().values().forEach(value -> Columns.add(columns, value));
    return List.of(Columns.atLeastOne(columns));
  }

  /** It makes what it makes, whoever reads it. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    ports().forEach(port -> kept.put(port, Columns.listed(rowType(port).size())));
    return Narrowed.of(
        withExpressions(value -> narrowing.moved(value, moves)).toBuilder()
            .keys(keys().stream().map(key -> moves[key]).collect(Collectors.toList()))
            .inputType(inputType().project(left))
            .build(),
        kept);
  }

  @Override
  public ProcessNode withExpressions(UnaryOperator<Expression> change) {
    Map<String, Expression> changed = new LinkedHashMap<>();
    expressions().forEach((path, value) -> changed.put(path, change.apply(value)));
    return toBuilder().expressions(changed).build();
  }

  @Override
  public ProcessNode withOptions(UnaryOperator<OptionValues> change) {
    return toBuilder().options(change.apply(options())).build();
  }

  @Override
  public Optional<ShapedOptions> options(Catalog catalog) {
    return catalog
        .processor(processor())
        .map(found -> ShapedOptions.of(processor(), found.descriptor().options(), options()));
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, inputType(), "the input");
    check.positions(keys(), input);
    expressions().values().forEach(value -> check.expression(value, input));
    check.require(!layout().needsKey() || !keys().isEmpty(), "keeps what has no key");
    layout()
        .reads()
        .ifPresent(
            columns ->
                columns.forEach(
                    column ->
                        check.require(
                            input.contains(column), "reads `" + column + "`, which is gone")));
  }

  /** As before a window, so that rows of a key come in the same order in every run. */
  public boolean meets(PlanPorts ports) {
    return !keys().isEmpty() && ports.of(input()).arrival() == ArrivalOrder.SPREAD;
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    ArrivalOrder arrival = input.arrival();
    if (layout().clocks().contains(Clock.MACHINE)) {
      arrival = ArrivalOrder.OPEN;
    } else if (!keys().isEmpty() && arrival == ArrivalOrder.IN_ORDER) {
      arrival = ArrivalOrder.SPREAD;
    }
    return PortFacts.of(rowType(port), input.time(), List.of(), arrival);
  }

  @Override
  public boolean mayPass(String port, int column) {
    return false;
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    List<StateSpec> state = new ArrayList<>();
    if (meets(ports)) {
      state.add(MeetingRows.state(this, inputType()));
    }
    if (!layout().needsKey()) {
      return state;
    }
    RowType key = inputType().project(keys());
    for (DeclaredState each : layout().states()) {
      state.add(
          StateSpec.keyed(
              id(),
              each.name(),
              each.mapKey().isPresent() ? StateSpec.Kind.MAP : StateSpec.Kind.VALUE,
              key,
              Optional.of(each.columns())));
    }
    if (!layout().clocks().isEmpty()) {
      state.add(StateSpec.keyed(id(), "times", StateSpec.Kind.TIMERS, key, Optional.empty()));
    }
    state.add(StateSpec.union(id(), "shape"));
    return state;
  }

  @Override
  public Optional<StateShape> shape(Meanings meanings) {
    if (!layout().needsKey()) {
      return Optional.empty();
    }
    StateShape shape = StateShape.of(kind()).fixed("the operator", "`" + processor() + "`");
    for (int key : keys()) {
      shape = shape.key(inputType().field(key).name(), meanings.of(input(), key));
    }
    for (DeclaredState state : layout().states()) {
      shape = shape.part("state `" + state.name() + "`", meaning(state, meanings));
    }
    return Optional.of(shape);
  }

  private String meaning(DeclaredState state, Meanings meanings) {
    List<String> words = new ArrayList<>();
    words.add(state.mapKey().map(key -> "rows by (" + key + ")").orElse("one row"));
    for (String option : state.options()) {
      words.add("`" + option + "` = " + value(option, meanings));
    }
    if (!state.meaning().isEmpty()) {
      words.add(state.meaning());
    }
    return String.join(", ", words);
  }

  /** What an option says, whatever the columns are called that it is made of. */
  private String value(String option, Meanings meanings) {
    Expression expression = expressions().get(option);
    if (expression != null) {
      return meanings.of(expression, input());
    }
    Object value = options().asMap().get(option);
    int column = value instanceof String ? inputType().indexOf((String) value) : -1;
    return column < 0 ? String.valueOf(value) : meanings.of(input(), column);
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return expressions().values().stream()
        .filter(value -> !value.isColumn())
        .map(value -> expressions.calc(inputs.get(0), Optional.empty(), List.of(value)))
        .collect(Collectors.toList());
  }

  @Override
  public boolean dependsOnTime() {
    return layout().eventTime();
  }

  @Override
  public boolean exchanges() {
    return !keys().isEmpty();
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_ProcessNode.Builder();
  }

  /** Builds a {@link ProcessNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder processor(String name);

    public abstract Builder options(OptionValues options);

    public abstract Builder expressions(Map<String, Expression> expressions);

    public abstract Builder keys(List<Integer> keys);

    public abstract Builder inputType(RowType rowType);

    public abstract Builder layout(ProcessLayout layout);

    public abstract Builder taken(List<String> outputs);

    public abstract ProcessNode build();
  }
}
