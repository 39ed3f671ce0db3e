// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.model.StepParallelism;
import dev.drey.operator.ExpressionFunction;
import dev.drey.plan.ArrivalOrder;
import dev.drey.plan.Changes;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanPorts;
import dev.drey.plan.Port;
import dev.drey.plan.Reading;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What translators share while one graph is built: the streams made so far, and how an operator
 * gets its identity.
 */
final class TranslationContext {
  private final StreamExecutionEnvironment environment;
  private final LogicalPlan plan;
  private final Expressions expressions = Expressions.standard();
  private final PlanPorts ports;
  private final Map<Port, DataStream<Object[]>> streams = new LinkedHashMap<>();

  TranslationContext(LogicalPlan plan, StreamExecutionEnvironment environment, Reading reading) {
    this.plan = plan;
    this.ports = PlanPorts.of(plan, reading);
    this.environment = environment;
  }

  StreamExecutionEnvironment environment() {
    return environment;
  }

  Expressions expressions() {
    return expressions;
  }

  /** In how many subtasks a node may run, of those of the job. */
  int subtasks(PlanNode node, int job) {
    StepParallelism own = plan.runtime().steps().get(node.id());
    return own == null ? job : own.of(job);
  }

  /** How many bytes of memory each subtask of a window may fill. */
  long windowCache() {
    return plan.runtime().windowCache();
  }

  int maxParallelism() {
    return plan.runtime().maxParallelism();
  }

  /** Whether sources stop at the end of what is there now. */
  boolean bounded() {
    return ports.reading().bounded();
  }

  /** What the state of an operator means; empty where the plan does not say. */
  Optional<StateShape> shape(PlanNode node) {
    return Optional.ofNullable(plan.shapes().get(plan.uid(node.id())));
  }

  /** What is known of the plan's ports. */
  PlanPorts ports() {
    return ports;
  }

  Map<Port, DataStream<Object[]>> streams() {
    return streams;
  }

  DataStream<Object[]> input(Port port) {
    DataStream<Object[]> stream = streams.get(port);
    if (stream == null) {
      throw new IllegalStateException("nothing made " + port + " yet");
    }
    return stream;
  }

  RowType rowType(Port port) {
    return plan.rowType(port);
  }

  /** How the rows of a port change each other. */
  Changes changes(Port port) {
    return ports.of(port).changes();
  }

  /** Flink's view of rows of these columns that change each other as those of a port do. */
  TypeInformation<Object[]> type(RowType rowType, Port port) {
    return changes(port).isNone()
        ? RowTypeInformation.of(rowType)
        : RowTypeInformation.changing(rowType);
  }

  /** The node's inputs, which change each other in one way, as one stream of rows of this type. */
  DataStream<Object[]> union(PlanNode node, RowType rowType) {
    TypeInformation<Object[]> type = type(rowType, node.inputs().get(0));
    DataStream<Object[]> all = null;
    int number = 0;
    for (Iterator<Port> ports = node.inputs().iterator(); ports.hasNext(); number++) {
      DataStream<Object[]> next = input(ports.next());
      if (!next.getType().equals(type)) {
        // Flink unites equal types only; ours may differ in what may be NULL.
        next = behind(next, next.map(row -> row, type), node.id() + ".input" + number);
      }
      all = all == null ? next : all.union(next);
    }
    if (all == null) {
      throw new IllegalArgumentException(node.id() + " has no inputs");
    }
    return all;
  }

  /** What is sure of the order of a port's rows. */
  ArrivalOrder arrival(Port port) {
    return ports.of(port).arrival();
  }

  void output(PlanNode node, String port, DataStream<Object[]> stream) {
    streams.put(Port.of(node.id(), port), stream);
  }

  /**
   * Gives an operator its identity: what is not set here Flink would guess, anew in each version.
   * It runs in as many subtasks as what it reads, so that the two are chained and rows keep their
   * order.
   */
  <T> SingleOutputStreamOperator<T> behind(
      DataStream<?> input, SingleOutputStreamOperator<T> operator, String uid) {
    SingleOutputStreamOperator<T> settled = settled(operator, uid);
    int subtasks = Subtasks.of(input.getTransformation());
    return subtasks == operator.getParallelism() ? settled : settled.setParallelism(subtasks);
  }

  /**
   * Rows in at most as many subtasks as the node that is translated may have. Each of what writes
   * them goes on to one alone, so that they keep their order.
   */
  DataStream<Object[]> narrowed(DataStream<Object[]> rows, PlanNode node) {
    if (Subtasks.of(rows.getTransformation()) <= environment.getParallelism()) {
      return rows;
    }
    return settled(rows.rescale().map(row -> row, rows.getType()), node.id() + ".narrowed");
  }

  /** Gives an operator its identity; it runs in as many subtasks as the job does. */
  <T> SingleOutputStreamOperator<T> settled(SingleOutputStreamOperator<T> operator, String uid) {
    return operator.uid(plan.uid(uid)).name(uid).setMaxParallelism(maxParallelism());
  }

  /** The same for an operator that was made elsewhere; one of one subtask stays so. */
  void identify(Transformation<?> operator, String uid) {
    operator.setUid(plan.uid(uid));
    operator.setName(uid);
    if (!operator.isParallelismConfigured() || operator.getParallelism() < 1) {
      operator.setParallelism(environment.getParallelism());
    }
    if (operator.getMaxParallelism() < 1) {
      operator.setMaxParallelism(maxParallelism());
    }
  }

  /** An expression to run in a task: a column directly, anything else as generated code. */
  RowFunction function(Expression expression, RowType input) {
    if (expression.isColumn()) {
      return ExpressionFunction.column(expression.column());
    }
    return new ExpressionFunction(expressions.calc(input, Optional.empty(), List.of(expression)));
  }
}
