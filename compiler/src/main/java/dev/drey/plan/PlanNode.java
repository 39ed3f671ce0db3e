// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.shape.OptionValues;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One operator of a plan: an immutable value. Its id is the operator's uid, made of the name in the
 * spec and the operator's {@link Role}: {@code velocity.window}.
 *
 * <p>Law: what a pass over a plan has to know of an operator, the operator answers itself; a pass
 * does not ask of which kind it is. So a kind that is added is one class, and the translator to
 * Flink.
 */
public interface PlanNode {
  /** The port of a node's ordinary rows. */
  String OUT = "out";

  /** The operator's uid. */
  String id();

  /**
   * Whether it can run in another number of subtasks than the rest of the job: others go with the
   * rows that they read.
   */
  default boolean hasOwnSubtasks() {
    return false;
  }

  /** The name in the spec that this operator belongs to. */
  String name();

  /** What people call an operator of its kind: {@code source}, {@code rows}, {@code window}. */
  String kind();

  /** How a picture draws it. */
  default Figure figure() {
    return Figure.STEP;
  }

  /** Tells what people and programs may want to know of it. */
  void describe(Facts facts);

  /** What it reads, in order. */
  List<Port> inputs();

  /** The same operator over other inputs, as many as before and with the same columns. */
  PlanNode withInputs(List<Port> inputs);

  /** The names of its outputs; empty for a sink. */
  List<String> ports();

  /**
   * The columns of one of its outputs.
   *
   * @throws IllegalArgumentException where there is no such port
   */
  RowType rowType(String port);

  /**
   * Which columns of each input it reads, in the order of the inputs.
   *
   * @param needed which columns of each of its outputs somebody reads
   */
  List<BitSet> neededColumns(Function<String, BitSet> needed);

  /** Itself with the columns that are needed, over what is left of its inputs. */
  Narrowed narrowed(Narrowing narrowing);

  /**
   * Itself with other expressions of the same values; a condition that then always holds is no
   * condition any more.
   */
  PlanNode withExpressions(UnaryOperator<Expression> change);

  /** Asks for what must hold of it over its inputs, which are there. */
  void check(NodeCheck check);

  /**
   * The code that its operators run in tasks.
   *
   * @param inputs the columns of each input
   */
  List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs);

  /**
   * What is known of one of its outputs in a run.
   *
   * @param ports what is known of those before it
   */
  PortFacts portFacts(String port, PlanPorts ports);

  /** How the rows of one of its outputs change each other, as those of its inputs do so. */
  default Changes changes(String port, Function<Port, Changes> inputs) {
    return Changes.none();
  }

  /**
   * Whether it can take rows that change each other in this way: its results are then right, and
   * its operators know that a {@link dev.drey.row.RowChange} stands behind the columns.
   */
  default boolean takes(Changes input) {
    return input.isNone();
  }

  /**
   * What its operators keep in state in a run, except for what the connector of its {@link #end}
   * keeps.
   *
   * @param ports what is known of the plan's ports
   * @param accumulators the columns of the accumulator of some calls over these columns
   */
  default List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return List.of();
  }

  /**
   * How a column of an output is made of the columns of its one input; empty where it is as it was
   * there, or is no expression of them.
   */
  default Optional<Expression> computes(String port, int column) {
    return Optional.empty();
  }

  /** Whether a column that stands in its input as it stands in an output is the same one. */
  default boolean mayPass(String port, int column) {
    return true;
  }

  /** What a column that it makes holds, in words. */
  default String meaning(String port, int column, Meanings meanings) {
    return meanings.owner(this) + "." + rowType(port).field(column).name();
  }

  /** What its state means, that of its connector too; empty where it has none of its own. */
  default Optional<StateShape> shape(Meanings meanings) {
    return end()
        .filter(end -> end.kind() != ConnectorUsage.Kind.LOOKUP)
        .map(end -> StateShape.of(kind()).fixed("the connector", "`" + end.connector() + "`"));
  }

  /**
   * The connector behind it; empty for what meets no other system. It keeps state of its own, where
   * it reads or what it has not committed yet, which follows from its release and is not declared.
   */
  default Optional<End> end() {
    return Optional.empty();
  }

  /** The options that the spec gives it, beside a format's; empty where it has none. */
  default Optional<ShapedOptions> options(Catalog catalog) {
    return end()
        .flatMap(
            end ->
                catalog
                    .connector(end.connector())
                    .flatMap(connector -> end.usage().shape(connector.descriptor()))
                    .map(shape -> ShapedOptions.of(end.connector(), shape, end.options())));
  }

  /** Itself with other options of its connector; what is no source or sink has none. */
  default PlanNode withOptions(UnaryOperator<OptionValues> change) {
    return this;
  }

  /** The paths and addresses that it reads where a job is started, beside its connector's. */
  default List<String> files() {
    return List.of();
  }

  /** Whether its results depend on the event time of its rows and on the watermarks among them. */
  default boolean dependsOnTime() {
    return false;
  }

  /**
   * Whether its results depend on how far time is at each of its rows, not only at those that may
   * be late.
   */
  default boolean dependsOnEachWatermark() {
    return false;
  }

  /** Whether its rows come by key, from all subtasks before it to all of its own. */
  default boolean exchanges() {
    return false;
  }

  /** What becomes of its rows when the job starts again after a failure. */
  default Replay replay(Catalog catalog) {
    return Replay.same();
  }

  /** What it promises of the records that it writes; empty for what is no sink. */
  default Optional<Delivery> promise() {
    return Optional.empty();
  }
}
